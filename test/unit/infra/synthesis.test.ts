import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every file of a synthesis that a deployment reads, by name. */
const synthesise = async (): Promise<Readonly<Record<string, string>>> => {
  const outdir = mkdtempSync(join(tmpdir(), 'parcours-synthesis-'));
  try {
    const synth = spawn(process.execPath, ['infra/app.ts'], { env: { CDK_OUTDIR: outdir }, stdio: 'ignore' });
    const [code] = (await once(synth, 'exit')) as [number | null];
    expect(code).toBe(0);
    const files = globSync(['*.template.json', '*.assets.json'], { cwd: outdir });
    return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

test('two syntheses of one commit are equal, byte for byte', async () => {
  const [first, second] = await Promise.all([synthesise(), synthesise()]);
  expect(Object.keys(first)).toHaveLength(8);
  expect(second).toEqual(first);
}, 60_000);
