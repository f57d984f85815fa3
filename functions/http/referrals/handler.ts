import { routes } from '../../../shared/api/routes.ts';
import { makeReceiveReferral } from '../../../shared/cases/receive-referral.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { makeIds } from '../../../shared/handler/ids.ts';
import { openStarts } from '../../../shared/handler/open-conductor.ts';
import { openIdentity, openRecord } from '../../../shared/handler/open-stores.ts';
import { entered } from '../../../workflows/catalogue.ts';
import { makeReadReceipt } from './read-receipt.ts';
import { makeSendReferral } from './send-referral.ts';

const { store, members } = openRecord();
const clock = makeClock();
const receive = makeReceiveReferral({
  store,
  identity: openIdentity(),
  starts: openStarts(),
  clock,
  ids: makeIds(),
  pathway: entered,
});

export const handler = httpHandler(
  serve(routes.sendReferral, makeSendReferral({ receive })),
  serve(routes.readReceipt, makeReadReceipt({ store, members, clock })),
);
