import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9), not from what the runtime answers: absence and backup come before any rung. What
 * waited for the worker goes before the backup: at once for intensif, in the next morning for soutenu; and from Monday the 22nd
 * on the worker is asked again.
 */
calendrier(
  'Une intervenante tombe malade : on l’apprend après l’ouverture, le remplaçant prend la suite',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| lun. 8 juin, 10 h | Maxime | réfère Zed : aujourd’hui |
| lun. 8 juin, 10 h | Maxime | réfère Cléo : cette semaine |
| lun. 8 juin, 10 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| lun. 8 juin, 10 h 30 | Hélène | accueille Cléo : soutenu, confié(e) à Noor |
| lun. 8 juin, 11 h | Noor | joint Zed + Cléo et va jusqu’au suivi, prochain point le 31 août |
| mer. 10 juin, 10 h | Noor | joint Zed + Cléo |
| ven. 12 juin, 9 h | Noor | → avis : contact à prévoir, Cléo |
| ven. 12 juin, 10 h | Noor | joint Zed |
| dim. 14 juin, 14 h | Noor | → avis : contact à prévoir, Zed |
| dim. 14 juin, 18 h | Noor | → avis : contact dû, Zed |
| lun. 15 juin, 9 h | Noor | → avis : contact dû, Cléo |
| lun. 15 juin, 9 h | Noor | → courriel : 2 suivis à regarder |
| lun. 15 juin, 10 h | Hélène | note l’absence de Noor du 15 juin au 19 juin |
| lun. 15 juin, 10 h | Théo | → avis : contact à prévoir, Zed |
| lun. 15 juin, 10 h | Théo | → avis : contact dû, Zed |
| lun. 15 juin, 10 h | Théo | → avis : contact à prévoir, Cléo |
| lun. 15 juin, 10 h | Théo | → avis : contact dû, Cléo |
| lun. 15 juin, 10 h | Théo | → courriel : 1 suivi à regarder |
| lun. 15 juin, 10 h 45 | Théo | joint Zed |
| mar. 16 juin, 9 h | Théo | → courriel : 1 suivi à regarder |
| mar. 16 juin, 10 h | Théo | joint Cléo |
| mer. 17 juin, 10 h | Théo | joint Zed |
| mer. 17 juin | personne | → rien |
| jeu. 18 juin, 10 h | Théo | → avis : contact à prévoir, Cléo |
| ven. 19 juin, 9 h | Théo | → courriel : 1 suivi à regarder |
| ven. 19 juin, 9 h 30 | Théo | joint Zed + Cléo |
| ven. 19 juin, 17 h | Noor | → avis : contact à prévoir, Cléo |
| dim. 21 juin, 13 h 30 | Noor | → avis : contact à prévoir, Zed |
| dim. 21 juin, 17 h 30 | Noor | → avis : contact dû, Zed |
| dim. 21 juin | personne | → courriel |
| lun. 22 juin, 9 h | Noor | → courriel : 2 suivis à regarder |
| lun. 22 juin, 9 h 30 | Noor | → avis : contact dû, Cléo |
| lun. 22 juin, 10 h | Noor | la table s’arrête ici |
`,
);
