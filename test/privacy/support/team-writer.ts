import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { makeMarkers } from '../../support/markers.ts';
import { testNow } from '../../support/test-now.ts';
import type { Served } from './served.ts';

const adviceIdSchema = z.object({ adviceId: z.string() });

/** Writes markers into what a team writes to itself: advice that is asked twice under one key and answered, and a session. */
export const writeToTheTeam = async (
  served: Served,
  markers: ReturnType<typeof makeMarkers>,
): Promise<readonly number[]> => {
  const worker = await served.as('caseworker@est');
  const supervisor = await served.as('supervisor@est');
  const question = { text: markers.next() };
  const key = { 'idempotency-key': randomUUID() };
  const asked = await worker.post('/v1/clinical-advice', question, key);
  const again = await worker.post('/v1/clinical-advice', question, key);
  const { adviceId } = adviceIdSchema.parse(again.body);
  const answered = await supervisor.post(`/v1/clinical-advice/${adviceId}/answer`, { text: markers.next() });
  const session = { date: new Date(testNow()).toISOString().slice(0, 10), themes: [markers.next(), markers.next()] };
  const written = await supervisor.post('/v1/clinical-sessions', session);
  return [asked, again, answered, written].map(({ status }) => status);
};
