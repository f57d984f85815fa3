import type { DatabaseSync } from 'node:sqlite';
import { checked, intact } from '../sqlite/row-check.ts';
import type { Turns } from '../sqlite/group-commit.ts';

/** A message as it arrived. */
export type Mail = {
  readonly messageId: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
};

/** Where all mail ends on one machine. */
export type Mailbox = {
  /** Resolves when the message is durable. */
  readonly keep: (mail: Mail) => Promise<void>;
  /** Newest first, at most 200; only what went to `to` when it is given. */
  readonly list: (to?: string) => readonly Mail[];
};

const shown = 200;

/** The mailbox in the data file. */
export const makeMailbox = (db: DatabaseSync, turns: Turns): Mailbox => {
  db.exec(
    'CREATE TABLE IF NOT EXISTS ses_message (id INTEGER PRIMARY KEY, recipients TEXT NOT NULL, mail TEXT NOT NULL, row_check INTEGER NOT NULL) STRICT',
  );
  const insert = db.prepare('INSERT INTO ses_message (recipients, mail, row_check) VALUES (?, ?, ?)');
  const newest = db.prepare(`
    SELECT recipients, mail, row_check FROM ses_message
    WHERE $to IS NULL OR EXISTS (SELECT 1 FROM json_each(recipients) WHERE value = $to)
    ORDER BY id DESC LIMIT ${shown}
  `);
  return {
    keep: (mail) =>
      turns(() => {
        insert.run(...checked(JSON.stringify(mail.to), JSON.stringify(mail)));
      }),
    list: (to) =>
      newest.all({ to: to ?? null }).map((row) => JSON.parse(String(intact('ses_message', row)['mail'])) as Mail),
  };
};
