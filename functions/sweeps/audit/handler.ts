import * as z from 'zod';
import { makeNightlyAudit } from '../../../shared/audit/nightly-audit.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { environment } from '../../../shared/handler/environment.ts';
import { makeFindingLog, makeSweepLog } from '../../../shared/handler/log.ts';
import { openAudit } from '../../../shared/handler/open-audit.ts';
import { openMail } from '../../../shared/handler/open-mail.ts';
import { taskHandler } from '../../../shared/handler/task-handler.ts';

export const handler = taskHandler(
  z.unknown(),
  makeNightlyAudit({
    audit: openAudit(),
    channel: openMail(),
    link: environment('PAGES_URL'),
    clock: makeClock(),
    realMs: () => performance.now(),
    noteFinding: makeFindingLog(),
    noteFailure: makeSweepLog(),
  }),
);
