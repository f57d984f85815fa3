import { makeNoteDelivery } from '../../../shared/cases/note-delivery.ts';
import { makeRaiseUndeliverable } from '../../../shared/cases/raise-undeliverable.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';
import { deliveryEventSchema } from './delivery-event.ts';

const { notices, members } = openRecord();

export const handler = taskHandler(
  deliveryEventSchema,
  makeNoteDelivery({
    notices,
    raise: makeRaiseUndeliverable({ members, notices }),
    clock: makeClock(),
    random: Math.random,
  }),
);
