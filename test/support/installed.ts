import { setTimeout as sleep } from 'node:timers/promises';
import type { OutsideIssuer } from './outside-issuer.ts';
import { freePort, run, type Run } from './run.ts';

const patienceMs = 90_000;

/** Runs a system and waits for its welcome, or its end. */
export const runUntilWelcome = async (name: string, ...options: readonly string[]): Promise<Run> => {
  const system = run(name, ...options);
  const until = performance.now() + patienceMs;
  while (system.isRunning() && !system.out().includes('Ctrl+C')) {
    if (performance.now() > until) {
      await system.stop('SIGKILL');
      throw new Error(`no welcome: ${system.errors().join('\n')}`);
    }
    await sleep(25);
  }
  return system;
};

/** A system as an organisation runs it, which trusts an issuer. @throws Error with what it said, when it does not start */
export const startInstalled = async (issuer: OutsideIssuer, data: string, ...options: readonly string[]) => {
  const address = `http://localhost:${await freePort()}`;
  const told = ['--data', data, '--address', address, '--issuer', issuer.url, '--audience', issuer.audience];
  const system = await runUntilWelcome('serve', ...told, ...options);
  if (!system.isRunning()) {
    throw new Error(`npm run serve ended with ${await system.ended}: ${system.errors().join('\n')}`);
  }
  return { ...system, address };
};

export type Installed = Awaited<ReturnType<typeof startInstalled>>;
