import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { atNight, forgotten, tableOf, tooMany, untrue } from '../support/months/judge.ts';
import { playMonths, type Played } from '../support/months/play-months.ts';
import { youthsOf } from '../support/months/youths.ts';

/*
 * Sixty youths in seven months are `MONTHS_YOUTHS=60 npm test -- test/vignettes/sept-mois`, part of `npm run test:long`; here, a few in two
 * months. Some workers do their work; one stays away for three weeks and tells nobody; some youths die, withdraw, are
 * referred twice; some are put off for ever. The table is left in `.local/sept-mois.md`.
 */
const youths = Number(process.env['MONTHS_YOUTHS'] ?? 12);
const days = youths < 60 ? 60 : 213;
const patience = 3_600_000;

describe(`${youths} jeunes en ${days} jours`, () => {
  let played: Played;
  beforeAll(async () => {
    played = await playMonths({ youths: youthsOf(youths, days), begin: '2026-03-02', days, seed: 1 });
    mkdirSync('.local', { recursive: true });
    writeFileSync('.local/sept-mois.md', `${tableOf(played)}\n`);
  }, patience);

  test('tout le monde est suivi, et rien ne s’est mal passé', () => {
    expect(new Set(played.followed.map(({ youth }) => youth.name)).size).toBe(youths);
    expect(played.logged).toEqual([]);
    expect(played.told.length).toBeGreaterThan(5 * youths);
    expect(played.mails.length).toBeGreaterThan(2 * youths);
  });

  test('personne n’est oublié : à tout moment, quelqu’un agit ou quelqu’un est prévenu', () => {
    expect(forgotten(played)).toEqual([]);
  });

  test('personne n’apprend ce qui n’est pas', () => {
    expect(untrue(played)).toEqual([]);
  });

  test('personne ne reçoit plus d’un courriel par jour, sauf ce qui n’attend pas le matin', () => {
    expect(tooMany(played)).toEqual([]);
  });

  test('rien ne part la nuit, ni la fin de semaine', () => {
    expect(atNight(played)).toEqual([]);
  });

  test('seule l’équipe est prévenue, et la direction seulement de ce qu’elle doit soutenir', () => {
    expect(['Hélène', 'Joanne', 'Noor', 'Samuel', 'Théo']).toEqual(
      expect.arrayContaining([...new Set([...played.told, ...played.mails].map(({ who }) => who))]),
    );
    const direction = played.told.filter(({ who }) => who === 'Joanne').map(({ about }) => about);
    expect(direction.length).toBeGreaterThan(0);
    expect(direction.filter((about) => about.kind !== 'rung' || about.rung !== 'direction')).toEqual([]);
  });
});
