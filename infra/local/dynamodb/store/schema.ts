import type { DatabaseSync } from 'node:sqlite';

// An index row is mostly key, and moves with every step: it stands in its key's tree alone. An item is mostly body.
const schema = `
CREATE TABLE IF NOT EXISTS dynamodb_tables (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS dynamodb_indexes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, table_id INTEGER NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL,
  UNIQUE (table_id, name));
CREATE TABLE IF NOT EXISTS dynamodb_items (
  id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL,
  size INTEGER NOT NULL, body TEXT NOT NULL, expires INTEGER, row_check INTEGER NOT NULL, UNIQUE (table_id, pk, sk));
CREATE INDEX IF NOT EXISTS dynamodb_items_by_expiry ON dynamodb_items (expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS dynamodb_index_rows (
  index_id INTEGER NOT NULL, ipk BLOB NOT NULL, isk BLOB NOT NULL,
  pk BLOB NOT NULL, sk BLOB NOT NULL, size INTEGER NOT NULL, body TEXT NOT NULL, row_check INTEGER NOT NULL,
  PRIMARY KEY (index_id, ipk, isk, pk, sk)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dynamodb_pending_rows (
  id INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER NOT NULL, index_id INTEGER NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL,
  old_ipk BLOB, old_isk BLOB, ipk BLOB, isk BLOB, size INTEGER, body TEXT);
CREATE INDEX IF NOT EXISTS dynamodb_pending_by_due ON dynamodb_pending_rows (due);
CREATE INDEX IF NOT EXISTS dynamodb_pending_by_item ON dynamodb_pending_rows (index_id, pk, sk);
CREATE TABLE IF NOT EXISTS dynamodb_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, at INTEGER NOT NULL);
`;

export const createSchema = (db: DatabaseSync): void => {
  db.exec(schema);
};
