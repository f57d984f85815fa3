import type { Thread } from '../domain/case/thread.ts';
import { threadItem } from './items/timer-items.ts';
import { inPlaceOf } from './version-read.ts';
import type { Put } from './writes.ts';

/**
 * The thread of a case that stands, as a put of a transaction. It guards itself: the sweep that records a rung writes no
 * case row, and a batch read is no snapshot. `read` is the thread as it was read.
 */
export const threadPut =
  (table: string) =>
  (value: Thread, read: Thread): Put => ({
    name: 'thread',
    table,
    row: inPlaceOf(threadItem.toRow({ ...value, version: read.version + 1 }), read),
    when: {
      expression: '#version = :version',
      names: { '#version': 'version' },
      values: { ':version': read.version },
    },
  });
