import type { DatabaseSync } from 'node:sqlite';

/** A state machine; its current definition is `revision`'s. */
export type MachineRecord = {
  readonly id: number;
  readonly name: string;
  readonly revision: number;
  /** Number of the last version that was published. */
  readonly versions: number;
  readonly created: number;
  /** Members that are kept and answered as given: type, logging, tracing, encryption. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
};

export type RevisionRecord = {
  readonly id: number;
  readonly machine: number;
  /** What AWS calls the revision id. */
  readonly key: string;
  readonly definition: string;
  readonly role: string;
  readonly created: number;
};

export type VersionRecord = {
  readonly machine: number;
  readonly number: number;
  readonly revision: number;
  readonly description: string | null;
  readonly created: number;
};

export type Route = { readonly stateMachineVersionArn: string; readonly weight: number };

export type AliasRecord = {
  readonly machine: number;
  readonly name: string;
  readonly routing: readonly Route[];
  readonly description: string | null;
  readonly created: number;
  readonly updated: number;
};

const machineFrom = (row: unknown): MachineRecord => {
  const { settings, tags, ...rest } = row as Omit<MachineRecord, 'settings' | 'tags'> & {
    settings: string;
    tags: string;
  };
  return {
    ...rest,
    settings: JSON.parse(settings) as MachineRecord['settings'],
    tags: JSON.parse(tags) as MachineRecord['tags'],
  };
};

const aliasFrom = (row: unknown): AliasRecord => {
  const { routing, ...rest } = row as Omit<AliasRecord, 'routing'> & { routing: string };
  return { ...rest, routing: JSON.parse(routing) as Route[] };
};

export type MachineStore = ReturnType<typeof makeMachineStore>;

/** Reads and writes state machines, their revisions, versions and aliases. Writes belong inside a turn. */
export const makeMachineStore = (db: DatabaseSync) => {
  const byName = db.prepare('SELECT * FROM states_machine WHERE name = ?');
  const all = db.prepare('SELECT * FROM states_machine WHERE name > ? ORDER BY name LIMIT ?');
  const insert = db.prepare(
    'INSERT INTO states_machine (name, revision, versions, created, settings, tags) VALUES (?, 0, 0, ?, ?, ?)',
  );
  const update = db.prepare(
    'UPDATE states_machine SET revision = ?, versions = ?, settings = ?, tags = ? WHERE id = ?',
  );
  const remove = ['states_version', 'states_alias'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE machine = ?`),
  );
  const removeMachine = db.prepare('DELETE FROM states_machine WHERE id = ?');
  const revision = db.prepare('SELECT * FROM states_revision WHERE id = ?');
  const addRevision = db.prepare(
    'INSERT INTO states_revision (machine, key, definition, role, created) VALUES (?, ?, ?, ?, ?)',
  );
  const version = db.prepare('SELECT * FROM states_version WHERE machine = ? AND number = ?');
  const versions = db.prepare(
    'SELECT * FROM states_version WHERE machine = ? AND number < ? ORDER BY number DESC LIMIT ?',
  );
  const addVersion = db.prepare(
    'INSERT INTO states_version (machine, number, revision, description, created) VALUES (?, ?, ?, ?, ?)',
  );
  const alias = db.prepare('SELECT * FROM states_alias WHERE machine = ? AND name = ?');
  const aliases = db.prepare('SELECT * FROM states_alias WHERE machine = ? AND name > ? ORDER BY name LIMIT ?');
  const putAlias = db.prepare(`
    INSERT INTO states_alias (machine, name, routing, description, created, updated) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (machine, name) DO UPDATE SET
      routing = excluded.routing, description = excluded.description, updated = excluded.updated`);

  return {
    named: (name: string) => {
      const row = byName.get(name);
      return row && machineFrom(row);
    },
    list: (after: string, limit: number) => all.all(after, limit).map(machineFrom),
    create: ({
      name,
      created,
      settings,
      tags,
    }: Pick<MachineRecord, 'name' | 'created' | 'settings' | 'tags'>): number =>
      Number(insert.run(name, created, JSON.stringify(settings), JSON.stringify(tags)).lastInsertRowid),
    save: ({ id, revision: current, versions: last, settings, tags }: Omit<MachineRecord, 'name' | 'created'>) => {
      update.run(current, last, JSON.stringify(settings), JSON.stringify(tags), id);
    },
    /** Forgets a machine; the revisions stay, for the executions that ran them. */
    remove: (id: number) => {
      for (const statement of remove) statement.run(id);
      removeMachine.run(id);
    },
    revision: (id: number) => revision.get(id) as RevisionRecord | undefined,
    addRevision: ({ machine, key, definition, role, created }: Omit<RevisionRecord, 'id'>): number =>
      Number(addRevision.run(machine, key, definition, role, created).lastInsertRowid),
    version: (machine: number, number: number) => version.get(machine, number) as VersionRecord | undefined,
    /** Newest first, those below `before`. */
    versions: (machine: number, before: number, limit: number) =>
      versions.all(machine, before, limit) as unknown as readonly VersionRecord[],
    addVersion: ({ machine, number, revision: of, description, created }: VersionRecord) => {
      addVersion.run(machine, number, of, description, created);
    },
    alias: (machine: number, name: string) => {
      const row = alias.get(machine, name);
      return row && aliasFrom(row);
    },
    aliases: (machine: number, after: string, limit: number) => aliases.all(machine, after, limit).map(aliasFrom),
    putAlias: ({ machine, name, routing, description, created, updated }: AliasRecord) => {
      putAlias.run(machine, name, JSON.stringify(routing), description, created, updated);
    },
  };
};
