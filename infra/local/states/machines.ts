import { randomUUID } from 'node:crypto';

import type { Clock } from '../clock/clock.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Turns } from '../sqlite/group-commit.ts';
import type { Arns } from './arn.ts';
import { compile } from './definition/compile.ts';
import type { Revision } from './engine/engine.ts';
import type {
  AliasRecord,
  MachineRecord,
  MachineStore,
  RevisionRecord,
  Route,
  VersionRecord,
} from './store/machines.ts';

/** What a template or CreateStateMachine says of a machine. */
export type MachineSpec = {
  readonly name: string;
  /** Amazon States Language, as JSON text. */
  readonly definition: string;
  readonly roleArn: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Members that are kept and answered as given, such as `loggingConfiguration`. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};

export type AliasSpec = {
  /** ARN of the machine, without a qualifier. */
  readonly stateMachineArn: string;
  readonly name: string;
  readonly routing: readonly Route[];
  readonly description?: string | undefined;
};

/** What a machine's, version's or alias's ARN leads to. */
export type Target = {
  readonly machine: MachineRecord;
  readonly revision: number;
  readonly version: VersionRecord | undefined;
  readonly alias: AliasRecord | undefined;
};

export type MachinesOptions = {
  readonly store: MachineStore;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly arns: Arns;
  readonly random: () => number;
};

export type Machines = ReturnType<typeof makeMachines>;

const missing = (arn: string) => new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
const absent = (arn: string) => new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);

/** State machines with their revisions, versions and aliases. Definitions are compiled once a revision. */
export const makeMachines = ({ store, turns, clock, arns, random }: MachinesOptions) => {
  const compiled = new Map<number, Revision>();

  const revisionRecord = (id: number): RevisionRecord => {
    const record = store.revision(id);
    if (!record) throw new AwsError('InternalFailure', `There is no revision ${id}`, { status: 500 });
    return record;
  };

  const revision = (id: number): Revision => {
    const known = compiled.get(id);
    if (known) return known;
    const { definition, role } = revisionRecord(id);
    const made = { machine: compile(definition, clock.now), role };
    compiled.set(id, made);
    return made;
  };

  /** Writes a revision where it says something new, inside a turn. */
  const revise = (
    machine: MachineRecord,
    { definition, roleArn }: Pick<MachineSpec, 'definition' | 'roleArn'>,
  ): MachineRecord => {
    const current = store.revision(machine.revision);
    if (current?.definition === definition && current.role === roleArn) return machine;
    const id = store.addRevision({
      machine: machine.id,
      key: randomUUID(),
      definition,
      role: roleArn,
      created: clock.now(),
    });
    return { ...machine, revision: id };
  };

  const machineNamed = (arn: string): MachineRecord => {
    const parsed = arns.parseMachine(arn);
    if (!parsed) throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
    const machine = store.named(parsed.name);
    if (!machine) throw missing(arn);
    return machine;
  };

  const versionOf = (versionArn: string): VersionRecord => {
    const { qualifier } = arns.parseMachine(versionArn) ?? {};
    const version = store.version(machineNamed(versionArn).id, Number(qualifier));
    if (!version) throw absent(versionArn);
    return version;
  };

  const routed = ({ routing }: AliasRecord): VersionRecord => {
    let left = random() * routing.reduce((sum, { weight }) => sum + weight, 0);
    const route = routing.find(({ weight }) => (left -= weight) < 0) ?? routing[0];
    return versionOf(route?.stateMachineVersionArn ?? '');
  };

  return {
    revision,
    machineNamed,
    versionOf,
    revisionRecord,
    currentRevision: (machine: MachineRecord): RevisionRecord => revisionRecord(machine.revision),
    /** @throws AwsError StateMachineDoesNotExist, InvalidArn */
    resolve: (arn: string): Target => {
      const machine = machineNamed(arn);
      const { qualifier } = arns.parseMachine(arn) ?? {};
      if (qualifier === undefined) return { machine, revision: machine.revision, version: undefined, alias: undefined };
      const alias = store.alias(machine.id, qualifier);
      const version = alias ? routed(alias) : store.version(machine.id, Number(qualifier));
      if (!version) throw missing(arn);
      return { machine, revision: version.revision, version, alias };
    },
    /** Creates a machine or gives it what changed. @throws AwsError InvalidDefinition */
    put: (spec: MachineSpec): Promise<MachineRecord> => {
      compile(spec.definition, clock.now);
      return turns(() => {
        const { name, tags = {}, settings = {} } = spec;
        const found = store.named(name);
        const id = found?.id ?? store.create({ name, created: clock.now(), settings, tags });
        const before = found ?? { id, name, revision: 0, versions: 0, created: clock.now(), settings, tags };
        const machine = revise(
          { ...before, settings: spec.settings ?? before.settings, tags: spec.tags ?? before.tags },
          spec,
        );
        store.save(machine);
        return machine;
      });
    },
    tag: (machine: MachineRecord, tags: Readonly<Record<string, string>>): Promise<void> =>
      turns(() => {
        store.save({ ...machine, tags });
      }),
    remove: (machine: MachineRecord): Promise<void> =>
      turns(() => {
        store.remove(machine.id);
      }),
    /** Publishes the current revision; the version that already is that revision is answered again. */
    publish: (machineArn: string, description?: string): Promise<VersionRecord> =>
      turns(() => {
        const machine = machineNamed(machineArn);
        const last = store.version(machine.id, machine.versions);
        if (last?.revision === machine.revision) return last;
        const version: VersionRecord = {
          machine: machine.id,
          number: machine.versions + 1,
          revision: machine.revision,
          description: description ?? null,
          created: clock.now(),
        };
        store.addVersion(version);
        store.save({ ...machine, versions: version.number });
        return version;
      }),
    /** Creates an alias or moves it. @throws AwsError ResourceNotFound for a version that is not there */
    putAlias: ({ stateMachineArn, name, routing, description }: AliasSpec): Promise<AliasRecord> =>
      turns(() => {
        const machine = machineNamed(stateMachineArn);
        for (const { stateMachineVersionArn } of routing) versionOf(stateMachineVersionArn);
        const created = store.alias(machine.id, name)?.created ?? clock.now();
        const alias = {
          machine: machine.id,
          name,
          routing,
          description: description ?? null,
          created,
          updated: clock.now(),
        };
        store.putAlias(alias);
        return alias;
      }),
  };
};
