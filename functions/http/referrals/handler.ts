import { routes } from '../../../shared/api/routes.ts';
import { makeReceiveReferral } from '../../../shared/cases/receive-referral.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openBeginnings } from '../../../shared/handler/open-beginnings.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { entered } from '../../../workflows/catalogue.ts';
import { makeReadReceipt } from './read-receipt.ts';
import { makeSendReferral } from './send-referral.ts';

const record = openRecord();
const { store, members } = record;

export const handler = httpHandler(
  serve(routes.sendReferral, makeSendReferral({ receive: makeReceiveReferral(openBeginnings(record, entered)) })),
  serve(routes.readReceipt, makeReadReceipt({ store, members, clock: makeClock() })),
);
