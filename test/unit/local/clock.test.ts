import { describe, expect, test } from '@jest/globals';
import { makeClock } from '../../../infra/local/clock/clock.ts';

describe('the moving clock', () => {
  test('jumps from one wake-up to the next, in order of time, kind and id', async () => {
    const clock = makeClock();
    const seen: string[] = [];
    const start = clock.now();
    const note = (name: string) => async () => {
      seen.push(`${name} at ${Math.round((clock.now() - start) / 1000)} s`);
    };
    clock.wakeAt('b', '1', start + 5_000, note('b1'));
    clock.wakeAt('a', '2', start + 5_000, note('a2'));
    clock.wakeAt('a', '1', start + 5_000, async () => {
      await note('a1')();
      clock.wakeAt('a', '3', start + 7_000, note('a3'));
    });
    clock.wakeAt('c', '1', start + 60_000, note('never'));
    await clock.advance(10_000);
    expect(seen).toEqual(['a1 at 5 s', 'a2 at 5 s', 'b1 at 5 s', 'a3 at 7 s']);
    clock.stop();
  });

  test('a wake-up that is set again or cancelled does not fire at its old time', async () => {
    const clock = makeClock();
    const seen: string[] = [];
    const at = clock.now() + 1_000;
    clock.wakeAt('k', 'moved', at, async () => void seen.push('old'));
    clock.wakeAt('k', 'moved', at + 1_000, async () => void seen.push('new'));
    clock.wakeAt('k', 'gone', at, async () => void seen.push('gone'));
    clock.cancel('k', 'gone');
    await clock.advance(5_000);
    expect(seen).toEqual(['new']);
    clock.stop();
  });

  test('refuses to go back', async () => {
    const clock = makeClock();
    await expect(clock.advance(-1)).rejects.toThrow(RangeError);
    clock.stop();
  });

  test('waits for work under way before it jumps', async () => {
    const clock = makeClock();
    const seen: string[] = [];
    clock.wakeAt('k', '1', clock.now() + 1_000, async () => void seen.push('woken'));
    void clock.busy(
      new Promise<void>((done) =>
        setTimeout(() => {
          seen.push('worked');
          done();
        }, 20),
      ),
    );
    await clock.advance(2_000);
    expect(seen).toEqual(['worked', 'woken']);
    clock.stop();
  });
});
