import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { outputFolder } from '../../../infra/build/build.ts';
import { flat, resourcesOf } from '../../support/template.ts';

type Imported = { readonly code: number | null; readonly said: string };

/** Imports a bundle in a process that has these variables and no others, as Lambda does at a cold start. */
const importAlone = async (folder: string, variables: Readonly<Record<string, string>>): Promise<Imported> => {
  const url = pathToFileURL(resolve(join(outputFolder, folder, 'handler.mjs'))).href;
  const script = `const { handler } = await import(${JSON.stringify(url)}); if (typeof handler !== 'function') process.exit(2);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { env: variables });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  return { code, said };
};

/** A value of the template; an address that only a deployment knows is some address. */
const valueOf = (name: string, value: unknown): string =>
  flat(value).includes('…') && /URL$|^ISSUER$/.test(name) ? 'https://deployed.example' : flat(value);

const functions = resourcesOf('AWS::Lambda::Function').map(({ properties }) => {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Readonly<Record<string, unknown>> };
  return {
    folder: String(properties['Handler']).replace('/handler.handler', ''),
    variables: Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, valueOf(name, value)])),
  };
});

describe('the bundle of a function', () => {
  test('can be imported with the variables that its template gives it, whichever it is', async () => {
    const failed: Imported[] = [];
    const waiting = [...functions];
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const imported = await importAlone(next.folder, next.variables);
        if (imported.code !== 0) failed.push({ ...imported, said: `${next.folder}: ${imported.said}` });
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(failed).toEqual([]);
    expect(functions.length).toBeGreaterThan(10);
  }, 60_000);

  test('says which variable is missing, where one is', async () => {
    const { code, said } = await importAlone('http/cases', {});
    expect(code).not.toBe(0);
    expect(said).toContain('environment variable RECORD_TABLE');
  });
});
