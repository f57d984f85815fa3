import type { DatabaseSync } from 'node:sqlite';

/** An execution has at most this many events. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const mostEvents = 25_000;

/** An event's key is its execution's id times this, plus its own id: one tree, in reading order. */
export const eventKeys = 32_768;

/**
 * `due` is when an execution next acts by itself; `unsettled` is 1 while only this process would take it further (an
 * invocation without an answer). A leaf holds the events of one commit under the key of the first.
 */
export const createTables = (db: DatabaseSync): void => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS states_machine (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, versions INTEGER NOT NULL,
      created INTEGER NOT NULL, settings TEXT NOT NULL, tags TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_revision (
      id INTEGER PRIMARY KEY, machine INTEGER NOT NULL, key TEXT NOT NULL, definition TEXT NOT NULL, role TEXT NOT NULL,
      created INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_version (
      id INTEGER PRIMARY KEY, machine INTEGER NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
      description TEXT, created INTEGER NOT NULL, UNIQUE (machine, number)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_alias (
      id INTEGER PRIMARY KEY, machine INTEGER NOT NULL, name TEXT NOT NULL, routing TEXT NOT NULL, description TEXT,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, UNIQUE (machine, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_execution (
      id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL,
      revision INTEGER NOT NULL, version TEXT, alias TEXT, status TEXT NOT NULL, seq INTEGER NOT NULL,
      events INTEGER NOT NULL, due INTEGER, unsettled INTEGER NOT NULL, started INTEGER NOT NULL, stopped INTEGER,
      redrives INTEGER NOT NULL, redriven INTEGER, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
      threads TEXT NOT NULL, row_check INTEGER NOT NULL, UNIQUE (machine, name)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS states_execution_status ON states_execution (machine, status);
    CREATE INDEX IF NOT EXISTS states_execution_due ON states_execution (due) WHERE due IS NOT NULL;
    CREATE INDEX IF NOT EXISTS states_execution_unsettled ON states_execution (id) WHERE unsettled = 1;
    CREATE TABLE IF NOT EXISTS states_leaf (
      key INTEGER PRIMARY KEY, events TEXT NOT NULL, row_check INTEGER NOT NULL
    ) STRICT;
  `);
};
