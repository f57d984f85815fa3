import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { playMonths } from '../support/uneven-team/months.ts';
import { moreWorkers } from '../support/uneven-team/people.ts';
import { chanceOf } from '../support/uneven-team/random.ts';
import { tableOf } from '../support/uneven-team/table.ts';
import { startSystem, type System } from '../support/system.ts';

/*
 * Four workers, each in their own way: one works well, one puts every request off, one takes every request upon themselves,
 * one has gone without a word. Wrong taps, corrections, deaths, withdrawals, closures, second referrals, returns and thirtieth
 * birthdays come to their youths. Twelve youths in two months; `MONTHS_YOUTHS=60` takes sixty in seven. The table is left in
 * `.local/une-equipe-inegale.md`.
 */
const count = Number(process.env['MONTHS_YOUTHS'] ?? 12);
const months = count < 60 ? 2 : 7;
const days = Math.ceil(months * 30.5);
const longestMs = 3_600_000;
/** A Monday morning before the clocks change: the table is of a spring and a summer, whenever it is played. */
const beginAt = Date.parse('2026-03-02T09:00:00-05:00');

let system: System;
beforeAll(async () => {
  system = await startSystem({ beginAt, more: moreWorkers, patienceMs: 30_000 });
});
afterAll(() => system.stop());

test(
  'de quatre façons de travailler : personne n’est oublié, et chaque courriel compte ce qui est vrai quand il part',
  async () => {
    const played = await playMonths(system, { count, days, chance: chanceOf(7) });
    const table = (['fr', 'en'] as const).map((language) => tableOf(language, { ...played, months })).join('\n');
    mkdirSync('.local', { recursive: true });
    writeFileSync('.local/une-equipe-inegale.md', table);
    expect(played.broken).toEqual([]);
    expect(played.youths).toHaveLength(count);
    expect(played.told.length).toBeGreaterThan(count);
    expect(table.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(2 * (count + 2));
    expect(system.logged).toEqual([]);
  },
  longestMs,
);
