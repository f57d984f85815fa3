import * as z from 'zod';
import { escalationViewSchema } from '../../../shared/api/schemas/escalation.ts';
import { quebecCalendar } from '../../../shared/time/quebec.ts';
import { isWorking } from '../../../shared/time/opening.ts';
import type { System } from '../system.ts';
import { look } from '../walk.ts';
import { deedsOf, inDays } from './deeds.ts';
import type { Chance } from './random.ts';
import { subOf, workers, type Temperament } from './people.ts';
import { isLive, isSuspended, type Youth } from './youth.ts';

const requestsSchema = z.object({ items: z.array(escalationViewSchema) });

type Worker = { readonly user: string; readonly youths: readonly Youth[] };

/** In touch with all whose turn it is, most of them; a wrong tap now and then. */
const workSteadily = async (system: System, { user, youths }: Worker, chance: Chance): Promise<void> => {
  const who = await system.as(user);
  const deeds = deedsOf(system, who);
  for (const youth of youths) {
    if (chance.isLikely(0.02)) await deeds.touchWrongly(youth, chance.isLikely(0.5) ? 'undo' : 'correction');
    const { contactDueAt } = await look(who, youth);
    if (contactDueAt === undefined || contactDueAt.slice(0, 10) > inDays(system, 0)) continue;
    if (chance.isLikely(0.9)) await deeds.touch(youth, chance.isLikely(0.8) ? 'yes' : 'no');
  }
};

/** Answers every request for support with a later day, and is in touch with nobody. */
const putOff = async (system: System, worker: Worker, how: 'acknowledgement' | 'snooze'): Promise<void> => {
  const who = await system.as(worker.user);
  const { items } = requestsSchema.parse((await who.get('/v1/escalations?scope=team&limit=100')).body);
  for (const youth of worker.youths) {
    const asked = items.find(({ caseId }) => caseId === youth.caseId);
    if (!asked) continue;
    const until = inDays(system, 20);
    const body = how === 'snooze' ? { until } : { until, owner: subOf(worker.user) };
    await deedsOf(system, who).answer(youth, asked.number, how, body);
  }
};

/** Once everybody has gone quiet about a youth, a few are noticed after all: the coordinator calls. */
const callSome = async (system: System, youths: readonly Youth[], chance: Chance): Promise<void> => {
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  for (const youth of youths) if (chance.isLikely(0.004)) await deeds.touch(youth, 'yes');
};

/** A working day of a team, each as they are. */
export const workADay = async (system: System, all: readonly Youth[], chance: Chance): Promise<void> => {
  const now = system.now();
  if (!isWorking(quebecCalendar, now)) return;
  const followed = all.filter((youth) => isLive(youth, now) && !isSuspended(youth, now));
  const ways: Readonly<Record<Temperament, (worker: Worker) => Promise<void>>> = {
    steady: (worker) => workSteadily(system, worker, chance),
    'puts-off': (worker) => putOff(system, worker, 'snooze'),
    'takes-all': (worker) => putOff(system, worker, 'acknowledgement'),
    gone: () => Promise.resolve(),
  };
  for (const { user, temperament } of workers) {
    await ways[temperament]({ user, youths: followed.filter(({ worker }) => worker === user) });
  }
  await callSome(
    system,
    followed.filter(({ worker }) => worker !== 'caseworker@est'),
    chance,
  );
};
