import type { Clock } from '../../../shared/cases/ports.ts';
import { makeRaiseUndeliverable } from '../../../shared/cases/raise-undeliverable.ts';
import { makeRingTimers } from '../../../shared/cases/ring-timers.ts';
import { makeSendMessages } from '../../../shared/cases/send-messages.ts';
import { makeStillStands } from '../../../shared/cases/still-stands.ts';
import { installationLinkSchema } from '../../../shared/messages/installation-link.ts';
import { makeCaseStore } from '../../../shared/store/case-store.ts';
import { makeMembershipStore } from '../../../shared/store/membership-store.ts';
import { makeNoticeStore } from '../../../shared/store/notice-store.ts';
import { makeRecordTable, type RecordTable } from '../../../shared/store/record-table.ts';
import type { Check, Count, Put } from '../../../shared/store/writes.ts';
import { makeTeamStore } from '../../../shared/store/team-store.ts';
import { makeTimerStore } from '../../../shared/store/timer-store.ts';
import { usualCalendars } from '../calendars.ts';
import { hooked, unhindered, type Hook } from './hook.ts';
import { openDynamoDb, tables } from './record.ts';
import { oneRowKey } from '../vault.ts';

/** The sweeps of timers and of messages over one record, each behind a hook of its own; the mailbox is a list. */
export const openLateWorld = async (clock: Clock) => {
  const newClient = await openDynamoDb();
  const bare = makeRecordTable({ client: newClient(), table: tables.record, rowKey: oneRowKey });
  const mailbox: string[] = [];
  /** Sort keys of rungs, as often as they were written. */
  const rungsWritten: string[] = [];
  /** Messages whose sender died after the hand-over and before the mark. */
  const unmarked: string[] = [];

  const tableOf = (hook: Hook, wrote: () => void): RecordTable => ({
    ...bare,
    batchRead: hooked(hook, 'read', bare.batchRead),
    queryCase: hooked(hook, 'read', bare.queryCase),
    queryIndex: hooked(hook, 'list', bare.queryIndex),
    transact: hooked(hook, 'write', async (writes: readonly (Put | Check | Count)[]) => {
      await bare.transact(writes);
      wrote();
      for (const write of writes) {
        if (write.name === 'rung' && 'row' in write)
          rungsWritten.push(`${String(write.row['pk'])} ${String(write.row['sk'])}`);
      }
    }),
  });

  const ring = (hook: Hook = unhindered) => {
    const table = tableOf(hook, () => {});
    return makeRingTimers({
      readsNextDueAt: true,
      store: makeCaseStore(table),
      timers: makeTimerStore(table),
      notices: makeNoticeStore(table),
      team: makeTeamStore(table),
      clock,
      noteFailure: () => {},
    });
  };

  const send = (hook: Hook = unhindered) => {
    let handedOver: string | undefined;
    const table = tableOf(hook, () => {
      handedOver = undefined;
    });
    const notices = makeNoticeStore(table);
    const members = makeMembershipStore(table);
    const deliver = ({ key }: { readonly key: string }) => {
      mailbox.push(key);
      handedOver = key;
      return Promise.resolve({ providerId: `provider-${mailbox.length}` });
    };
    const sweep = makeSendMessages({
      notices,
      members,
      channel: { send: hooked(hook, 'send', deliver) },
      calendars: usualCalendars,
      stillStands: makeStillStands({ notices }),
      raise: makeRaiseUndeliverable({ members, notices }),
      link: installationLinkSchema.parse('https://parcours.example'),
      clock,
      random: () => 0,
      noteFailure: () => {},
    });
    return async () => {
      await sweep().finally(() => {
        if (handedOver !== undefined) unmarked.push(handedOver);
      });
    };
  };

  return { table: bare, mailbox, rungsWritten, unmarked, ring, send };
};

export type LateWorld = Awaited<ReturnType<typeof openLateWorld>>;
