import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. Régulier: a first contact in 72
 * hours, then every 7 days; a date that falls outside working hours waits for the next opening. 24 June and 1 July are
 * holidays.
 */
calendrier(
  'Un mois en régulier : une intervenante qui joint, essaie, oublie une fois et note une fois après coup',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| mer. 10 juin, 10 h | Maxime | réfère TiLou : cette semaine |
| mer. 10 juin, 10 h 30 | Hélène | accueille TiLou : régulier, confié(e) à Noor |
| jeu. 11 juin, 14 h | Noor | essaie de joindre TiLou |
| ven. 12 juin, 9 h | Noor | → avis : contact à prévoir, TiLou |
| ven. 12 juin, 11 h | Noor | joint TiLou et va jusqu’au suivi, prochain point le 10 juillet |
| lun. 15 juin | personne | → rien |
| mer. 17 juin | personne | → rien |
| jeu. 18 juin, 10 h | Noor | joint TiLou |
| mar. 23 juin, 10 h | Noor | → avis : contact à prévoir, TiLou |
| mer. 24 juin | personne | → rien |
| jeu. 25 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 25 juin, 10 h | Noor | → avis : contact dû, TiLou |
| ven. 26 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| ven. 26 juin, 15 h | Noor | note après coup : a joint TiLou mer. 24 juin, 18 h |
| ven. 26 juin, 15 h | le registre | → effacé : contact dû, TiLou |
| lun. 29 juin | personne | → rien |
| mar. 30 juin, 9 h | Noor | → avis : contact à prévoir, TiLou |
| mar. 30 juin, 16 h | Noor | essaie de joindre TiLou |
| mer. 1 juillet | personne | → rien |
| jeu. 2 juillet | personne | → rien |
| lun. 6 juillet, 16 h | Noor | → avis : contact à prévoir, TiLou |
| mar. 7 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 7 juillet, 11 h | Noor | joint TiLou |
| jeu. 9 juillet, 17 h | Noor | → avis : étape à prévoir, TiLou |
| ven. 10 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| ven. 10 juillet, 17 h | Noor | → avis : étape due, TiLou |
| lun. 13 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 13 juillet, 10 h | Noor | fait le point avec TiLou et continue, prochain point le 10 septembre |
| lun. 13 juillet, 11 h | Noor | → avis : contact à prévoir, TiLou |
| mar. 14 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 14 juillet, 11 h | Noor | → avis : contact dû, TiLou |
| mer. 15 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| mer. 15 juillet, 17 h | Noor | la table s’arrête ici |
`,
);
