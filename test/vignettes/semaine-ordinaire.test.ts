import { beforeAll, describe, expect, test } from '@jest/globals';
import { patience, playTable, told } from '../support/calendar/calendar.ts';
import { dayWords } from '../support/calendar/french-moment.ts';
import type { Received } from '../support/calendar/received.ts';
import { calendarOf, type Line } from '../support/calendar/table.ts';

/*
 * Fifteen youths: Ana and Bilal intensif; Cléo, Dao, Éli and Fay soutenu; Gus, Hana, Ivo, Jade, Karl and Lia régulier; Max, Nino and Olga
 * allégé. Each was met in the week before; the table of e-mails begins on Monday 15 June. Hana and Fay do not answer, and Lia’s
 * contact is written down the day after. The coordinator is on call for the weekend before, in which Ana’s and Bilal’s turn comes.
 */
const before = `
| quand | qui | quoi |
|---|---|---|
| lun. 8 juin, 9 h 30 | Maxime | réfère Ana + Bilal : aujourd’hui |
| lun. 8 juin, 9 h 30 | Maxime | réfère Cléo + Dao + Éli + Fay : cette semaine |
| lun. 8 juin, 9 h 30 | Maxime | réfère Gus + Hana + Ivo + Jade + Karl + Lia : cette semaine |
| lun. 8 juin, 9 h 30 | Maxime | réfère Max + Nino + Olga : peut attendre |
| lun. 8 juin, 10 h | Hélène | accueille Ana + Bilal : intensif, confié(e) à Noor |
| lun. 8 juin, 10 h | Hélène | accueille Cléo + Dao + Éli + Fay : soutenu, confié(e) à Noor |
| lun. 8 juin, 10 h | Hélène | accueille Gus + Hana + Ivo + Jade + Karl + Lia : régulier, confié(e) à Noor |
| lun. 8 juin, 10 h | Hélène | accueille Max + Nino + Olga : allégé, confié(e) à Noor |
| lun. 8 juin, 11 h | Noor | joint Ana + Bilal et va jusqu’au suivi, prochain point le 31 août |
| lun. 8 juin, 11 h | Noor | joint Cléo + Dao + Éli + Fay et va jusqu’au suivi, prochain point le 31 août |
| lun. 8 juin, 11 h | Noor | joint Gus + Hana + Max + Nino + Olga et va jusqu’au suivi, prochain point le 31 août |
| mar. 9 juin, 11 h | Noor | joint Ivo + Jade et va jusqu’au suivi, prochain point le 31 août |
| mer. 10 juin, 10 h | Noor | joint Ana + Bilal |
| mer. 10 juin, 11 h | Noor | joint Karl + Lia et va jusqu’au suivi, prochain point le 31 août |
| jeu. 11 juin, 10 h | Noor | joint Cléo + Dao + Éli + Fay |
| ven. 12 juin, 10 h | Noor | joint Ana + Bilal |
| ven. 12 juin, 16 h | Hélène | met Hélène de garde du ven. 12 juin, 17 h au lun. 15 juin, 9 h |
`;

/** The work of the week, whoever does it. */
const work = (who: string): string => `
| lun. 15 juin, 9 h 30 | ${who} | joint Ana + Bilal |
| lun. 15 juin, 10 h 30 | ${who} | joint Cléo + Dao + Éli + Fay |
| lun. 15 juin, 14 h | ${who} | joint Gus |
| lun. 15 juin, 14 h | ${who} | essaie de joindre Hana |
| mar. 16 juin, 10 h | ${who} | joint Ivo + Jade |
| mer. 17 juin, 10 h | ${who} | joint Ana + Bilal + Karl |
| jeu. 18 juin, 9 h 30 | ${who} | note après coup : a joint Lia mer. 17 juin, 10 h 30 |
| jeu. 18 juin, 10 h | ${who} | joint Cléo + Dao + Éli |
| jeu. 18 juin, 10 h | ${who} | essaie de joindre Fay |
| ven. 19 juin, 10 h | ${who} | joint Ana + Bilal |
| ven. 19 juin, 17 h | ${who} | la table s’arrête ici |
`;

/** What arrives: two intensif, four soutenu and two régulier on Monday, and so on; nothing on Friday. */
const morningsOf = (who: string): string => `
| quand | qui | quoi |
|---|---|---|
| lun. 15 juin, 9 h | ${who} | → courriel : 8 suivis à regarder |
| mar. 16 juin, 9 h | ${who} | → courriel : 2 suivis à regarder |
| mer. 17 juin, 9 h | ${who} | → courriel : 2 suivis à regarder |
| jeu. 18 juin, 9 h | ${who} | → courriel : 5 suivis à regarder |
| jeu. 18 juin, 9 h 30 | le registre | → effacé : contact dû, Lia |
`;

const friday = '2026-06-12T21:00:00.000Z';
const monday = '2026-06-15T04:00:00.000Z';
const isMail = ({ what }: Line): boolean => what.startsWith('courriel');

const semaine = (title: string, deeds: string, mornings: string): void => {
  describe(title, () => {
    let all: readonly Received[] = [];
    beforeAll(async () => {
      all = await playTable(2026, `${before.trim()}\n${deeds.trim()}`);
    }, patience);

    test('les courriels sont ceux de la table, et nul autre', () => {
      const found = all.filter((line) => line.at > monday && (isMail(line) || line.who === 'le registre'));
      const written = calendarOf(mornings).received;
      const words = (line: Line) => `${line.who} · ${told(line)}`;
      expect(found.map(words).sort()).toEqual(written.map(words).sort());
    });

    test('qui est de garde passe la fin de semaine en paix : rien de ce qui vient à son tour ne presse', () => {
      const weekend = all.filter(({ at }) => friday < at && at < monday);
      const due = weekend.filter(({ what }) => what.startsWith('avis : contact dû')).map(told);
      expect(due).toEqual(['Ana', 'Bilal'].map((youth) => `dim. 14 juin, 18 h · avis : contact dû, ${youth}`));
      expect(weekend.filter((line) => isMail(line) || line.who === 'Hélène')).toEqual([]);
    });

    test('personne ne reçoit plus d’un courriel par jour', () => {
      const days = all.filter(isMail).map(({ at, who }) => `${who}, ${dayWords(at)}`);
      expect(days.filter((day, index) => days.indexOf(day) !== index)).toEqual([]);
    });

    test('aucun échelon au-dessus de qui fait le travail, ni avis à la coordination ou à la direction', () => {
      expect(all.filter(({ what }) => /demande d’appui|démarche à soutenir/.test(what))).toEqual([]);
      expect(all.filter(({ who }) => ['Hélène', 'Joanne', 'Samuel'].includes(who))).toEqual([]);
    });

    test('une démarche ou une entrée tardive ne laisse aucun échelon derrière elle', () => {
      const tuesday = '2026-06-16T04:00:00.000Z';
      const due = all.filter(({ at, what }) => at > tuesday && what.startsWith('avis : contact dû'));
      expect(due.filter(({ what }) => /Hana|Fay/.test(what))).toEqual([]);
      const lates = all.filter(({ what }) => what === 'avis : contact dû, Lia').length;
      expect(all.filter(({ what }) => what === 'effacé : contact dû, Lia')).toHaveLength(lates);
    });
  });
};

semaine(
  'Une semaine ordinaire : quinze jeunes, une intervenante qui travaille normalement',
  work('Noor'),
  morningsOf('Noor'),
);

semaine(
  'La même semaine, l’intervenante malade, son absence notée le dimanche',
  `| dim. 14 juin, 12 h | Noor | s’absente du 15 juin au 19 juin |\n${work('Théo').trim()}`,
  morningsOf('Théo'),
);

semaine(
  'La même semaine, l’intervenante malade, son absence notée le matin même par la coordination',
  `| lun. 15 juin, 8 h 30 | Hélène | note l’absence de Noor du 15 juin au 19 juin |\n${work('Théo').trim()}`,
  morningsOf('Théo'),
);
