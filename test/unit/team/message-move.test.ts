import { describe, expect, test } from '@jest/globals';
import { messageStates, type Message } from '../../../shared/domain/team/notice.ts';
import { messageMoves, moveMessage, type MessageMove } from '../../../shared/domain/team/message-move.ts';
import { mostAttempts, waitAfter } from '../../../shared/domain/team/send-again.ts';

const message: Message = {
  sub: 'a',
  tellAt: '2026-03-09T13:00:00.000Z',
  state: 'waiting',
  tryAt: '2026-03-09T13:00:00.000Z',
  attempts: 0,
};
const names = Object.keys(messageMoves) as MessageMove[];

describe('the moves of a message', () => {
  test.each(names.flatMap((name) => messageStates.map((state) => ({ name, state }))))(
    '$name of one that is $state happens only where the table says so',
    ({ name, state }) => {
      const from: readonly string[] = messageMoves[name].from;
      expect(moveMessage({ ...message, state }, name)?.state).toBe(
        from.includes(state) ? messageMoves[name].to : undefined,
      );
    },
  );

  test('lead to every state but the first from it', () => {
    const reached = new Set<string>(['waiting']);
    for (const name of [...names, ...names]) {
      const { from, to } = messageMoves[name];
      if (from.some((state) => reached.has(state))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...messageStates].sort());
  });

  test('never bring back one that was dropped or given up', () => {
    const left = names.filter((name) =>
      (['dropped', 'failed'] as const).some((state) => moveMessage({ ...message, state }, name)),
    );
    expect(left).toEqual([]);
  });
});

describe('the wait after a failed sending', () => {
  const minutes = (attempts: number, random: number) => waitAfter(attempts, random) / 60_000;

  test('is five minutes at first and doubles', () => {
    expect([1, 2, 3, 4, 5].map((attempts) => minutes(attempts, 0))).toEqual([5, 10, 20, 40, 80]);
  });

  test('is up to half as much longer by chance', () => {
    expect(minutes(1, 1)).toBe(7.5);
  });

  test('is never over four hours', () => {
    expect(minutes(12, 1)).toBe(240);
  });

  test('lets six attempts end within a working day', () => {
    const all = Array.from({ length: mostAttempts - 1 }, (_, index) => minutes(index + 1, 1));
    expect(all.reduce((sum, each) => sum + each, 0)).toBeLessThan(8 * 60);
  });
});
