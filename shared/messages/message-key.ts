import * as z from 'zod';
import { messageSchema, type Message } from '../domain/team/notice.ts';

const { sub, tellAt } = messageSchema.shape;
const partsSchema = z.tuple([sub, tellAt]);

/** Which message it is, for the provider: ids of ours in the letters that a tag of SES may have. */
export const messageKeyOf = (message: Pick<Message, 'sub' | 'tellAt'>): string =>
  Buffer.from(JSON.stringify([message.sub, message.tellAt])).toString('base64url');

/** The message of a key; `undefined` when we did not make it. */
export const parseMessageKey = (key: string): Pick<Message, 'sub' | 'tellAt'> | undefined => {
  try {
    const [ofSub, at] = partsSchema.parse(JSON.parse(Buffer.from(key, 'base64url').toString('utf8')));
    return { sub: ofSub, tellAt: at };
  } catch {
    return undefined;
  }
};
