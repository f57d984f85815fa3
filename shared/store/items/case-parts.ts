import { eventSchema } from '../../domain/case/event.ts';
import { activityRecordSchema, stepRecordSchema } from '../../domain/case/step-record.ts';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

export const stepRecordItem = itemFamily('step-record', stepRecordSchema, ({ caseId, visit }) =>
  keys.stepRecord(caseId, visit),
);

export const activityItem = itemFamily('activity', activityRecordSchema, ({ caseId, activityId }) =>
  keys.activity(caseId, activityId),
);

export const eventItem = itemFamily('event', eventSchema, ({ caseId, seq }) => keys.event(caseId, seq));
