import { describe, expect, test } from '@jest/globals';
import { startOptions, usage } from '../../../infra/cli/system/start-options.ts';
import { UsageError } from '../../../infra/cli/usage.ts';

describe('npm start', () => {
  test('without a word listens on this machine only, and keeps its data', () => {
    expect(startOptions([])).toEqual({
      host: '127.0.0.1',
      port: 4000,
      awsPort: 4566,
      data: '.local',
      reset: false,
      beginAt: undefined,
      seed: 4,
    });
  });

  test('takes what it is told', () => {
    const told = ['--port', '0', '--aws-port', '1', '--host', '::1', '--data', 'd', '--reset', '--seed', '0'];
    const begin = ['--begin', '2026-12-04T18:30-05:00'];
    expect(startOptions([...told, ...begin])).toEqual({
      host: '::1',
      port: 0,
      awsPort: 1,
      data: 'd',
      reset: true,
      beginAt: Date.UTC(2026, 11, 4, 23, 30),
      seed: 0,
    });
    expect(startOptions(['--memory', '--data', 'd']).data).toBe(':memory:');
  });

  test.each([
    ['--port', 'high'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--aws-port', '1.5'],
    ['--seed', '1001'],
    ['--begin', '2026-12-04T18:30'],
    ['--begin', 'friday'],
    ['--sed', '1'],
    ['--host', '0.0.0.0'],
    ['--host', '::'],
    ['--host', '192.168.1.20'],
    ['--host', 'parcours.example'],
    ['--port'],
    ['now'],
  ])('refuses %s %s and says so', (...told) => {
    expect(() => startOptions(told)).toThrow(UsageError);
  });

  test('explains each of its options, in both languages', () => {
    for (const option of [
      '--port',
      '--aws-port',
      '--host',
      '--data',
      '--memory',
      '--reset',
      '--begin',
      '--seed',
      '--help',
    ]) {
      expect(usage).toContain(option);
    }
    expect(usage).toMatch(/rien sur le disque \/ nothing on disk/);
  });
});
