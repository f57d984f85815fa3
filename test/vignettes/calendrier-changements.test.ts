import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. A change of intensity or a
 * resumption sets the date to the sooner of the old one and now plus the new cadence; a suspension counts 30 days from the last
 * contact, and its own end is told when it comes. What falls due on Sunday, made lighter on Friday, is in Monday’s morning.
 */
calendrier(
  'Un accompagnement qui change : plus soutenu, puis allégé, puis suspendu et repris',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| lun. 1 juin, 10 h | Maxime | réfère Gus : cette semaine |
| lun. 1 juin, 10 h 30 | Hélène | accueille Gus : régulier, confié(e) à Noor |
| lun. 1 juin, 11 h | Noor | joint Gus et va jusqu’au suivi, prochain point le 31 août |
| mer. 3 juin, 10 h | Noor | fait le point avec Gus et passe à intensif, prochain point le 31 août |
| ven. 5 juin, 14 h | Noor | → avis : contact à prévoir, Gus |
| ven. 5 juin, 15 h | Noor | joint Gus |
| ven. 5 juin, 15 h 30 | Noor | fait le point avec Gus et passe à allégé, prochain point le 31 août |
| ven. 5 juin, 17 h | Noor | → avis : contact à prévoir, Gus |
| dim. 7 juin | personne | → rien |
| lun. 8 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 8 juin, 9 h | Noor | → avis : contact dû, Gus |
| lun. 8 juin, 10 h | Noor | joint Gus |
| mar. 9 juin, 10 h | Noor | suspend l’accompagnement de Gus jusqu’au 10 juillet |
| mer. 24 juin | personne | → rien |
| lun. 29 juin | personne | → rien |
| mer. 1 juillet | personne | → rien |
| mar. 7 juillet, 10 h | Noor | → avis : contact à prévoir, Gus |
| mer. 8 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| mer. 8 juillet, 10 h | Noor | → avis : contact dû, Gus |
| jeu. 9 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 9 juillet, 10 h | Noor | essaie de joindre Gus |
| ven. 10 juillet, 17 h | Noor | → avis : étape due, Gus |
| lun. 13 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 13 juillet, 10 h | Noor | reprend l’accompagnement de Gus |
| ven. 31 juillet, 10 h | Noor | → avis : contact à prévoir, Gus |
| lun. 3 août, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 3 août, 9 h 30 | Noor | joint Gus |
| mar. 4 août | personne | → rien |
| mer. 5 août, 17 h | Noor | la table s’arrête ici |
`,
);
