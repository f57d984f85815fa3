import { messageKeyOf } from '../../../shared/messages/message-key.ts';
import { askingRungs } from '../../../shared/domain/case/escalation.ts';
import type { RungRecord } from '../../../shared/domain/case/rung-record.ts';
import type { Message, Notice } from '../../../shared/domain/team/notice.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import type { RecordTable } from '../../../shared/store/record-table.ts';
import type { LateCase } from './late-cases.ts';

const most = 40;
const page = 500;

const namesOf = (rungs: readonly { readonly rung: string }[]): string =>
  rungs
    .map(({ rung }) => rung)
    .toSorted()
    .join();

/** Each thing as often as it is there. */
export const countsOf = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const isAsking = ({ rung, passedOver }: RungRecord): boolean =>
  !passedOver && (askingRungs as readonly string[]).includes(rung);

/** What the record says of cases whose contact is late, and what in it is not as it should be. `until`: when the last sweep looked. */
export const readLadders = async (table: RecordTable, cases: readonly LateCase[], until: string) => {
  const store = makeCaseStore(table);
  const notices = makeNoticeStore(table);
  const faults: string[] = [];
  const expected: string[] = [];
  const subs = new Set<string>();

  for (const { found, thread } of cases) {
    const { caseId } = found;
    const fault = (what: string) => faults.push(`${caseId}: ${what}`);
    const [now] = await store.readFollowed([caseId]);
    const rungs = await store.contactRungs(caseId, most);
    const { items: events } = await store.events(caseId, { limit: page });
    const come = thread.timer.ladder.filter(({ at }) => at <= until);
    if (namesOf(rungs) !== namesOf(come)) fault(`recorded ${namesOf(rungs)}, not ${namesOf(come)}`);
    if (now?.thread.timer.next !== come.length) fault(`next is ${String(now?.thread.timer.next)}`);
    const asking = rungs.filter(isAsking);
    const requested = events.filter(({ type }) => type === 'support-requested');
    if (namesOf(asking) !== namesOf(requested.map(({ rung = '' }) => ({ rung }))))
      fault('asked otherwise than recorded');
    if (now?.thread.escalations.count !== Math.min(1, asking.length)) fault('more than one request, or none');
    const own = events.filter(({ seq }) => seq > found.chain.seq);
    if (own.length !== (now?.found.chain.seq ?? 0) - found.chain.seq) fault('its chain has a hole');
    for (const { rung, asked, passedOver } of rungs) {
      if (passedOver !== (asked.length === 0)) fault(`${rung} was asked of ${asked.join()}`);
      for (const sub of asked) {
        subs.add(sub);
        expected.push(`${sub} ${caseId}.contact.1.${rung}`);
      }
    }
  }

  const told: Notice[] = [];
  for (const sub of subs) told.push(...(await notices.inbox(sub, { limit: page })).items);
  const lines = countsOf(told.map(({ sub, noticeId }) => `${sub} ${noticeId}`));
  for (const line of expected) if (lines.get(line) !== 1) faults.push(`${line} was told ${lines.get(line) ?? 0} times`);
  if (lines.size !== expected.length) faults.push('somebody was told of what was asked of nobody');

  const messages = new Map<string, Message>();
  for (const { sub, tellAt } of told) {
    const message = await notices.readMessage(sub, tellAt);
    if (message) messages.set(messageKeyOf(message), message);
    else faults.push(`no message to ${sub} of ${tellAt}`);
  }
  return { faults, messages };
};

/** Messages that should be with who delivers them by `until` and are not, and those that arrived otherwise than `copies` says. */
export const mailFaults = (
  messages: ReadonlyMap<string, Message>,
  { mailbox, until }: { readonly mailbox: readonly string[]; readonly until: string },
  copies: (key: string, message: Message) => readonly number[],
): readonly string[] => {
  const arrived = countsOf(mailbox);
  const strange = mailbox.filter((key) => !messages.has(key)).map((key) => `${key} was sent, and nobody asked for it`);
  const wrong = [...messages].flatMap(([key, message]) => {
    const count = arrived.get(key) ?? 0;
    const isSent = message.state === 'handed-over' || message.state === 'delivered';
    const isToCome = message.state === 'waiting' && message.tellAt > until;
    const isRight = isSent
      ? copies(key, message).includes(count)
      : (isToCome || message.state === 'dropped') && count === 0;
    return isRight ? [] : [`${message.sub} ${message.tellAt} is ${message.state} and arrived ${count} times`];
  });
  return [...strange, ...wrong];
};
