import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. Allégé: a first contact in 5
 * working days, then every 21 days. The worker goes on holiday in July, and says so.
 */
calendrier(
  'Un mois en allégé : l’intervenante part en congé, le remplaçant est demandé à sa place',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| mer. 10 juin, 10 h | Maxime | réfère Kev : peut attendre |
| mer. 10 juin, 10 h 30 | Hélène | accueille Kev : allégé, confié(e) à Noor |
| lun. 15 juin | personne | → rien |
| mar. 16 juin, 10 h | Noor | → avis : contact à prévoir, Kev |
| mer. 17 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| mer. 17 juin, 9 h 30 | Noor | joint Kev et va jusqu’au suivi, prochain point le 31 juillet |
| mer. 24 juin | personne | → rien |
| mer. 1 juillet | personne | → rien |
| dim. 5 juillet, 19 h | Noor | s’absente du 6 juillet au 17 juillet |
| mar. 7 juillet, 9 h 30 | Théo | → avis : contact à prévoir, Kev |
| mer. 8 juillet, 9 h | Théo | → courriel : 1 suivi à regarder |
| mer. 8 juillet, 9 h 30 | Théo | → avis : contact dû, Kev |
| jeu. 9 juillet, 9 h | Théo | → courriel : 1 suivi à regarder |
| ven. 10 juillet, 9 h 30 | Théo | → avis : demande d’appui, Kev |
| ven. 10 juillet, 9 h 30 | Hélène | → avis : demande d’appui, Kev |
| ven. 10 juillet, 14 h | Hélène | confie la demande d’appui de Kev à Théo jusqu’au 15 juillet |
| lun. 13 juillet | personne | → rien |
| mar. 14 juillet, 17 h | Théo | → avis : contact à prévoir, Kev |
| mer. 15 juillet, 9 h | Théo | → courriel : 1 suivi à regarder |
| mer. 15 juillet, 17 h | Théo | → avis : contact dû, Kev |
| mer. 15 juillet, 18 h | Noor | la table s’arrête ici |
`,
);
