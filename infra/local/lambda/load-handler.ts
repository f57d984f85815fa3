import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AwsClientConfig } from '../aws/client-config.ts';
import type { FunctionSpec } from './function-spec.ts';

/** A function's handler. */
export type Handler = (event: unknown, context: object) => unknown;

/** The only seam with the code of functions, found under `Symbol.for('parcours.host')` while they are imported. */
export type Host = {
  /** The moving clock, milliseconds. */
  readonly now: () => number;
  readonly awsClientConfig: () => AwsClientConfig;
  /** Lets an AWS SDK client reach the services by function call. */
  readonly connect: <C extends object>(client: C) => C;
  /** The schedules of this runtime read when a sweep has something to do again. */
  readonly readsNextDueAt: boolean;
};

/** Imports handlers of one runtime, each once. */
export type HandlerLoader = {
  readonly load: (spec: FunctionSpec) => Promise<Handler>;
  readonly dispose: () => void;
};

const seam = Symbol.for('parcours.host');

/** `process.env` and the seam belong to one import at a time, whichever runtime of the process asks for it. */
let lastImport: Promise<unknown> = Promise.resolve();

/** Folders whose modules some runtime of this process has imported already. */
const imported = new Set<string>();

const alone = <T>(work: () => Promise<T>): Promise<T> => {
  const turn = lastImport.then(work);
  lastImport = turn.catch(() => {});
  return turn;
};

const inEnvironment = async <T>(
  environment: Readonly<Record<string, string>>,
  host: Host,
  work: () => Promise<T>,
): Promise<T> => {
  const before = process.env;
  process.env = { ...environment };
  Reflect.set(globalThis, seam, host);
  try {
    return await work();
  } finally {
    process.env = before;
    Reflect.deleteProperty(globalThis, seam);
  }
};

const memberOf = (module: unknown, spec: FunctionSpec): Handler => {
  const handler = (module as Readonly<Record<string, unknown>>)[spec.member];
  if (typeof handler === 'function') return handler as Handler;
  throw Object.assign(new Error(`${spec.handler} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
};

/**
 * Imports handlers at their first use: a start then costs nothing per function, and shared chunks are read once. The
 * modules of a process are shared by URL, so a second runtime of the process imports a copy of the code.
 */
export const makeHandlerLoader = (
  environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>,
  host: Host,
): HandlerLoader => {
  const handlers = new Map<string, Promise<Handler>>();
  const folders = new Map<string, string>();
  const copies: string[] = [];

  const folderOf = (original: string): string => {
    const known = folders.get(original);
    if (known !== undefined) return known;
    let folder = original;
    if (imported.has(original)) {
      folder = mkdtempSync(join(tmpdir(), 'parcours-code-'));
      cpSync(original, folder, { recursive: true });
      copies.push(folder);
    }
    imported.add(original);
    folders.set(original, folder);
    return folder;
  };

  const importHandler = (spec: FunctionSpec): Promise<Handler> =>
    alone(() =>
      inEnvironment(environmentOf(spec), host, async () => {
        const url = pathToFileURL(join(folderOf(spec.folder), spec.file));
        url.search = `?function=${encodeURIComponent(spec.name)}`;
        return memberOf(await import(url.href), spec);
      }),
    );

  return {
    load: (spec) => {
      const known = handlers.get(spec.name) ?? importHandler(spec);
      handlers.set(spec.name, known);
      return known;
    },
    dispose: () => {
      for (const copy of copies) rmSync(copy, { recursive: true, force: true });
    },
  };
};
