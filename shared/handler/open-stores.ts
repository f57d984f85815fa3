import type { RowKey } from '../aws/row-key.ts';
import { makeAdviceStore, type AdviceStore } from '../store/advice-store.ts';
import { makeCaseLists, type CaseLists } from '../store/case-lists.ts';
import { makeCaseStore, type CaseStore } from '../store/case-store.ts';
import { makeMembershipStore, type MembershipStore } from '../store/membership-store.ts';
import { makeNoticeStore, type NoticeStore } from '../store/notice-store.ts';
import { makeRecordTable } from '../store/record-table.ts';
import { makeTeamStore, type TeamStore } from '../store/team-store.ts';
import { makeTimerStore, type TimerStore } from '../store/timer-store.ts';
import { closedToEnded } from './caller.ts';
import { makeDynamoDbClient } from './dynamodb-client.ts';
import { makeUnreadableLog } from './log.ts';
import { environment } from './environment.ts';
import { openRowKey } from './open-row-key.ts';

type Stores = {
  readonly store: CaseStore;
  readonly lists: CaseLists;
  readonly members: MembershipStore;
  readonly notices: NoticeStore;
  readonly team: TeamStore;
  readonly timers: TimerStore;
  readonly advice: AdviceStore;
};

const open = (rowKey?: RowKey): Stores => {
  const table = closedToEnded(
    makeRecordTable({
      client: makeDynamoDbClient(),
      table: environment('RECORD_TABLE'),
      ...(rowKey && { rowKey }),
      noteUnreadable: makeUnreadableLog(),
    }),
  );
  return {
    store: makeCaseStore(table),
    lists: makeCaseLists(table),
    members: makeMembershipStore(table),
    notices: makeNoticeStore(table),
    team: makeTeamStore(table),
    timers: makeTimerStore(table),
    advice: makeAdviceStore(table),
  };
};

/** The stores over the record table of this environment, for a function that writes it. */
export const openRecord = (): Stores => open(openRowKey());

/** The same for a function that only reads it. */
export const openRecordToRead = (): Stores => open();
