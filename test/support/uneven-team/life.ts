import { plainRequest, zed, type System } from '../system.ts';
import { complete, look } from '../walk.ts';
import type { Intensity } from '../../../shared/domain/vocabulary.ts';
import type { Chance } from './random.ts';
import { deedsOf, inDays } from './deeds.ts';
import { subOf, workers } from './people.ts';
import { note, type Turn, type Youth } from './youth.ts';

const intensityOf = (n: number): Intensity =>
  (['regular', 'intensive', 'light', 'sustained'] as const)[Math.floor(n / workers.length) % 4] ?? 'regular';

/** Each turn comes once before any comes twice; every third youth has none. */
const turns: readonly (Turn | undefined)[] = [
  'death',
  'not-safe',
  undefined,
  'suspension',
  'second-referral',
  undefined,
  'declined',
  'closure',
  undefined,
  'withdrawal',
  'death-closes',
];

/** Somebody who turns thirty while they are followed, or somebody of whom only a band of ages is known. */
const personOf = (system: System, n: number): object => {
  const name = `Jeune ${n}`;
  const [year = '', month = ''] = inDays(system, 75).split('-');
  return n % 12 === 5 ? { ...zed, name, ageBand: 'unsure', bornIn: `${Number(year) - 30}-${month}` } : { ...zed, name };
};

/** A youth is referred, received, and met once: then it is up to the worker. */
export const welcome = async (system: System, n: number, chance: Chance, day: number): Promise<Youth> => {
  const coordinator = await system.as('coordinator@est');
  const found = await system.refer({ person: personOf(system, n) });
  const { user } = workers[n % workers.length] ?? { user: 'caseworker@est' };
  const youth: Youth = {
    n,
    caseId: found.caseId,
    reference: found.reference,
    intensity: intensityOf(n),
    worker: user,
    receivedAt: found.receivedAt,
    turn: undefined,
    acts: [],
    contacts: 0,
    late: 0,
  };
  await complete(coordinator, found, 'accepted', { intensity: youth.intensity, responsible: subOf(user) });
  note(youth, { at: system.now(), kind: 'step' });
  const what = turns[n % turns.length];
  return { ...youth, turn: what && { what, onDay: day + chance.between(8, 35) } };
};

const walkTo = async (system: System, youth: Youth, outcomes: readonly string[]): Promise<void> => {
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  for (const outcome of outcomes) await deeds.complete(youth, outcome);
  note(youth, { at: system.now(), kind: 'touch' });
};

const ahead: Readonly<Record<string, readonly string[]>> = {
  'first-contact': ['reached', 'agreed', 'done', 'agreed-with-youth'],
  consent: ['agreed', 'done', 'agreed-with-youth'],
  'needs-assessment': ['done', 'agreed-with-youth'],
  'support-plan': ['agreed-with-youth'],
};

/** A coordinator sees the first steps through, whoever is responsible, so that the months are those of a follow-up. */
export const settleIn = async (system: System, youth: Youth): Promise<void> => {
  const { step } = await look(await system.as('coordinator@est'), youth);
  const outcomes = ahead[step.id];
  if (outcomes) await walkTo(system, youth, outcomes);
};

const joinSecond = async (system: System, youth: Youth): Promise<void> => {
  const coordinator = await system.as('coordinator@est');
  const second = await system.refer({
    person: { ...zed, name: `Jeune ${youth.n}`, reach: [{ way: 'phone', value: '438 555-0999' }] },
    request: { ...plainRequest, urgency: 'today' },
  });
  await complete(coordinator, second, 'same-person', { otherCase: youth.reference });
  note(youth, { at: system.now(), kind: 'joined' });
};

/** Closes the way it is done: the coordinator proposes, the supervisor approves. */
const closeWell = async (system: System, youth: Youth): Promise<void> => {
  await settleIn(system, youth);
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  await deeds.complete(youth, 'wind-down');
  await deeds.complete(youth, 'propose');
  await deedsOf(system, await system.as('supervisor@est')).complete(youth, 'approved');
  note(youth, { at: system.now(), kind: 'end' });
};

/** Declines with a day before which nobody knocks again, comes back after it by themselves. */
const decline = async (system: System, youth: Youth): Promise<void> => {
  const coordinator = await system.as('coordinator@est');
  const { step } = await look(coordinator, youth);
  if (step.id !== 'first-contact') return withdraw(system, youth);
  await deedsOf(system, coordinator).complete(youth, 'declined', { notBefore: inDays(system, 14) });
  note(youth, { at: system.now(), kind: 'end' });
};

const withdraw = async (system: System, youth: Youth): Promise<void> => {
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  await deeds.interrupt(youth, 'withdraw', { notBefore: inDays(system, 14) }, { kind: 'end' });
};

/** What comes to a youth on their day. */
export const takeTurn = async (system: System, youth: Youth, what: Turn): Promise<void> => {
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  switch (what) {
    case 'death':
      return deeds.record(youth, 'critical-event', { kind: 'death', safeTonight: 'yes' }, 'death');
    case 'death-closes':
      return deeds.interrupt(youth, 'close-now', { reason: 'deceased' }, { kind: 'death' });
    case 'not-safe':
      return deeds.record(youth, 'critical-event', { kind: 'injury', safeTonight: 'no' }, 'step');
    case 'suspension': {
      const until = inDays(system, 25);
      return deeds.interrupt(youth, 'suspend', { reason: 'hospital', until }, { kind: 'suspend', until });
    }
    case 'second-referral':
      return joinSecond(system, youth);
    case 'closure':
      return closeWell(system, youth);
    case 'declined':
      return decline(system, youth);
    case 'withdrawal':
      return withdraw(system, youth);
  }
};

/** What follows some days after: somebody looks, comes back, resumes. */
export const takeSequel = async (system: System, youth: Youth, what: Turn): Promise<void> => {
  const deeds = deedsOf(system, await system.as('coordinator@est'));
  if (what === 'not-safe') {
    const supervisor = deedsOf(system, await system.as('supervisor@est'));
    await supervisor.record(youth, 'critical-event-look', { safe: 'yes' }, 'look');
  }
  const { status } = await look(await system.as('coordinator@est'), youth);
  if (what === 'suspension' && status === 'suspended') await deeds.resume(youth);
  if (what === 'declined' || what === 'withdrawal') await deeds.reopen(youth);
};

/** Days between a turn and its sequel. */
export const sequelAfter = 16;
