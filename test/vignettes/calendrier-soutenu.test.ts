import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. Soutenu: a first contact in 48
 * hours, then every 3 days; what was done on a Friday is in Monday’s morning. From 15 June on nobody is in touch, and the
 * request for support climbs to the direction, 10 working days after the due date of 18 June.
 */
calendrier(
  'Un mois en soutenu : un dossier auquel personne ne touche, de l’intervenante jusqu’à la direction',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| mer. 10 juin, 10 h | Maxime | réfère Maïka : cette semaine |
| mer. 10 juin, 10 h 30 | Hélène | accueille Maïka : soutenu, confié(e) à Noor |
| jeu. 11 juin, 10 h | Noor | → avis : contact à prévoir, Maïka |
| jeu. 11 juin, 16 h | Noor | joint Maïka et va jusqu’au suivi, prochain point le 31 juillet |
| ven. 12 juin, 9 h | Noor | → avis : contact à prévoir, Maïka |
| ven. 12 juin | personne | → courriel |
| ven. 12 juin, 15 h | Noor | essaie de joindre Maïka |
| ven. 12 juin, 17 h | Noor | → avis : contact à prévoir, Maïka |
| lun. 15 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 15 juin, 11 h | Noor | joint Maïka |
| mer. 17 juin, 11 h | Noor | → avis : contact à prévoir, Maïka |
| jeu. 18 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 18 juin, 11 h | Noor | → avis : contact dû, Maïka |
| ven. 19 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| sam. 20 juin | personne | → rien |
| dim. 21 juin | personne | → rien |
| lun. 22 juin, 11 h | Théo | → avis : demande d’appui, Maïka |
| lun. 22 juin, 11 h | Hélène | → avis : demande d’appui, Maïka |
| lun. 22 juin | personne | → courriel |
| mar. 23 juin, 9 h | Théo | → courriel : 1 demande d’appui |
| mar. 23 juin, 9 h | Hélène | → courriel : 1 demande d’appui |
| mer. 24 juin | personne | → rien |
| jeu. 25 juin | personne | → rien |
| mer. 1 juillet | personne | → rien |
| lun. 6 juillet, 11 h | Joanne | → avis : démarche à soutenir, Maïka |
| mar. 7 juillet, 9 h | Joanne | → courriel : 1 démarche à soutenir |
| mer. 8 juillet, 10 h | Hélène | joint Maïka |
| ven. 10 juillet, 9 h | Noor | → avis : contact à prévoir, Maïka |
| lun. 13 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 13 juillet, 9 h | Noor | → avis : contact dû, Maïka |
| lun. 13 juillet, 14 h | Noor | reporte la demande d’appui de Maïka au 16 juillet |
| mar. 14 juillet | personne | → rien |
| mer. 15 juillet, 17 h | Noor | → avis : contact à prévoir, Maïka |
| mer. 15 juillet, 18 h | Noor | la table s’arrête ici |
`,
);
