import { messageSchema, noticeSchema, type Message } from '../../domain/team/notice.ts';
import { indexKeys, keys, shardOf } from '../keys.ts';
import type { Row } from '../writes.ts';
import { itemFamily } from './item-family.ts';

export const noticeItem = itemFamily('notice', noticeSchema, ({ sub, tellAt, noticeId }) =>
  keys.notice(sub, tellAt, noticeId),
);

/** A message stands in the outbox until it is with the provider, dropped or given up. */
const outboxKeysOf = ({ sub, state, tryAt }: Message): Row =>
  state === 'waiting' || state === 'sending'
    ? { attentionPk: indexKeys.outbox(shardOf(sub)), attentionKey: `${tryAt}#${sub}` }
    : {};

export const messageItem = itemFamily(
  'message',
  messageSchema,
  ({ sub, tellAt }) => keys.message(sub, tellAt),
  outboxKeysOf,
);
