import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../aws/aws-error.ts';

/** How long a client request token is remembered, in milliseconds. */
const remembered = 10 * 60_000;

export type Tokens = {
  /** Within a turn: whether this request was done already; remembers it otherwise. @throws IdempotentParameterMismatchException */
  readonly isRepeated: (token: string, fingerprint: string) => boolean;
};

export const fingerprintOf = (actions: unknown): string =>
  createHash('sha256').update(JSON.stringify(actions)).digest('base64');

export const makeTokens = (db: DatabaseSync, now: () => number): Tokens => {
  const find = db.prepare('SELECT fingerprint FROM dynamodb_tokens WHERE token = ? AND at > ?');
  const insert = db.prepare('INSERT OR REPLACE INTO dynamodb_tokens (token, fingerprint, at) VALUES (?, ?, ?)');
  // Two old ones go for each new one: the table stays as small as ten minutes of work, and no write pays for a backlog.
  const forget = db.prepare(
    'DELETE FROM dynamodb_tokens WHERE id IN (SELECT id FROM dynamodb_tokens ORDER BY id LIMIT 2) AND at <= ?',
  );

  return {
    isRepeated: (token, fingerprint) => {
      const since = now() - remembered;
      const known = find.get(token, since);
      if (!known) {
        forget.run(since);
        insert.run(token, fingerprint, now());
        return false;
      }
      if (known.fingerprint === fingerprint) return true;
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request was already made with this client token, with other parameters.',
      );
    },
  };
};
