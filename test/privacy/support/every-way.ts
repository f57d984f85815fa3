import type { Served } from './served.ts';
import type { Writer } from './writer.ts';

/** One case through most of PIVOT. */
const longest = [
  ['accepted', 'not-now', 'reached', 'not-now', 'reached', 'agreed', 'done', 'agreed-with-youth', 'continue'],
  ['revise-plan', 'keep-close-without-plan', 'reassess', 'enough-for-now', 'lost-touch', 'not-now', 'back'],
  ['lost-touch', 'back', 'handed-over', 'keep-going', 'wind-down', 'propose', 'to-complete', 'propose', 'keep-going'],
  ['back-renew', 'agreed-without-assessment', 'agreed-with-youth', 'wind-down', 'try-again', 'back', 'wind-down'],
  ['propose', 'approved'],
].flat();

/** The ways by which a case is over soon. */
const short = [
  ['oriented-elsewhere'],
  ['not-retained'],
  ['accepted', 'declined'],
  ['met-in-person', 'declined'],
  ['met-in-person', 'agreed', 'lost-touch', 'back-renew', 'declined'],
] as const;

/** Takes every way out of every step, records every activity and interrupts in every way, a withdrawal and its undo among them. */
export const takeEveryWay = async (served: Served, writer: Writer): Promise<void> => {
  const { refer, reachOut, recordAll, tryToReach, complete, interrupt, walk } = writer;

  let found = await refer();
  const first = found;
  for (const outcome of longest) {
    if (found.step.id !== first.step.id || found === first) await recordAll(found);
    found = await complete(found, outcome);
  }
  for (const outcomes of short) await walk(await refer(), outcomes);

  const unreached = await walk(await refer(), ['accepted']);
  const lost = await walk(await refer(), ['met-in-person', 'lost-touch']);

  const other = await walk(await refer(), ['met-in-person', 'agreed', 'done', 'agreed-with-youth']);
  await complete(await refer(), 'same-person', { otherCase: other.caseId });
  await interrupt(other, 'suspend');
  await interrupt(other, 'resumption');
  await interrupt(other, 'withdraw');
  await interrupt(other, 'reopening');
  await interrupt(other, 'close-now');
  await interrupt(await refer(), 'cancel');
  await recordAll(await reachOut());

  await tryToReach([unreached, lost]);
  await served.advanceClock('P61D');
  await walk(unreached, ['not-found']);
  await walk(lost, ['no-contact']);
};
