import type { Channel } from '../messages/channel.ts';
import { makeSesChannel } from '../messages/ses-channel.ts';
import { environment } from './environment.ts';
import { makeSesClient } from './ses-client.ts';

/** E-mail as this environment sends it. */
export const openMail = (): Channel =>
  makeSesChannel({
    client: makeSesClient(),
    from: environment('MAIL_FROM'),
    configurationSet: environment('MAIL_CONFIGURATION_SET'),
  });
