import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. Intensif: a first contact in 24
 * hours, then every 56 hours as they pass. What is due is told at once in working hours. At night and on days off whoever is on
 * call is told of what presses, and of nothing else: a youth whom nobody has reached, or not since the last attempt.
 */
calendrier(
  'Un mois en intensif : deux samedis soir, sans personne de garde puis avec le remplaçant, qui n’entend que ce qui presse',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| mer. 10 juin, 10 h | Maxime | réfère Zed : aujourd’hui |
| mer. 10 juin, 10 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| jeu. 11 juin, 6 h | Noor | → avis : contact à prévoir, Zed |
| jeu. 11 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 11 juin, 9 h 30 | Noor | joint Zed et va jusqu’au suivi, prochain point le 31 juillet |
| jeu. 11 juin, 15 h | Noor | joint Zed |
| sam. 13 juin, 19 h | Noor | → avis : contact à prévoir, Zed |
| sam. 13 juin, 23 h | Noor | → avis : contact dû, Zed |
| sam. 13 juin | personne | → courriel |
| dim. 14 juin | personne | → rien |
| lun. 15 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 15 juin, 10 h | Noor | joint Zed |
| mer. 17 juin, 14 h | Noor | → avis : contact à prévoir, Zed |
| mer. 17 juin, 18 h | Noor | → avis : contact dû, Zed |
| mer. 17 juin | personne | → courriel |
| jeu. 18 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 18 juin, 9 h 30 | Noor | essaie de joindre Zed |
| jeu. 18 juin, 10 h | Maxime | réfère Ana : aujourd’hui |
| jeu. 18 juin, 10 h 30 | Hélène | accueille Ana : intensif, confié(e) à Noor |
| jeu. 18 juin, 11 h | Noor | joint Ana et va jusqu’au suivi, prochain point le 31 juillet |
| jeu. 18 juin, 15 h | Noor | essaie de joindre Zed |
| ven. 19 juin, 16 h | Hélène | met Théo de garde du sam. 20 juin, 9 h au lun. 22 juin, 9 h |
| sam. 20 juin, 15 h | Noor | → avis : contact à prévoir, Ana |
| sam. 20 juin, 19 h | Noor | → avis : contact dû, Ana |
| sam. 20 juin, 19 h | Noor | → avis : contact à prévoir, Zed |
| sam. 20 juin, 23 h | Noor | → avis : contact dû, Zed |
| sam. 20 juin, 23 h | Théo | → avis : contact dû, Zed |
| sam. 20 juin, 23 h | Théo | → courriel : 1 suivi à regarder |
| dim. 21 juin, 4 h | Théo | joint Zed |
| lun. 22 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 22 juin, 9 h 30 | Noor | joint Ana |
| lun. 22 juin, 10 h | Noor | note que Ana se retire |
| mar. 23 juin, 8 h | Noor | → avis : contact à prévoir, Zed |
| mar. 23 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 23 juin, 12 h | Noor | → avis : contact dû, Zed |
| mar. 23 juin, 12 h | Noor | → courriel : 1 suivi à regarder |
| mer. 24 juin | personne | → rien |
| jeu. 25 juin, 11 h | Théo | → avis : demande d’appui, Zed |
| jeu. 25 juin, 11 h | Théo | → courriel : 1 demande d’appui |
| jeu. 25 juin, 11 h | Hélène | → avis : demande d’appui, Zed |
| jeu. 25 juin, 11 h | Hélène | → courriel : 1 demande d’appui |
| ven. 26 juin, 11 h | Joanne | → avis : démarche à soutenir, Zed |
| ven. 26 juin, 11 h | Joanne | → courriel : 1 démarche à soutenir |
| ven. 26 juin, 13 h | Théo | joint Zed |
| dim. 28 juin, 17 h | Noor | → avis : contact à prévoir, Zed |
| dim. 28 juin, 21 h | Noor | → avis : contact dû, Zed |
| dim. 28 juin | personne | → courriel |
| lun. 29 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 29 juin, 10 h | Noor | joint Zed |
| mer. 1 juillet, 14 h | Noor | → avis : contact à prévoir, Zed |
| mer. 1 juillet, 18 h | Noor | → avis : contact dû, Zed |
| mer. 1 juillet | personne | → courriel |
| jeu. 2 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 2 juillet, 9 h 30 | Noor | essaie de joindre Zed |
| ven. 3 juillet, 11 h | Noor | joint Zed |
| dim. 5 juillet, 15 h | Noor | → avis : contact à prévoir, Zed |
| dim. 5 juillet, 19 h | Noor | → avis : contact dû, Zed |
| lun. 6 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 6 juillet, 10 h | Noor | note après coup : a joint Zed sam. 4 juillet, 15 h |
| lun. 6 juillet, 10 h | le registre | → effacé : contact à prévoir, Zed |
| lun. 6 juillet, 10 h | le registre | → effacé : contact dû, Zed |
| lun. 6 juillet, 19 h | Noor | → avis : contact à prévoir, Zed |
| lun. 6 juillet, 23 h | Noor | → avis : contact dû, Zed |
| mar. 7 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 7 juillet, 9 h 30 | Noor | joint Zed |
| jeu. 9 juillet, 10 h | Noor | joint Zed |
| ven. 10 juillet, 15 h | Noor | joint Zed |
| sam. 11 juillet | personne | → rien |
| dim. 12 juillet, 19 h | Noor | → avis : contact à prévoir, Zed |
| dim. 12 juillet, 23 h | Noor | → avis : contact dû, Zed |
| lun. 13 juillet, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 13 juillet, 10 h | Noor | joint Zed |
| mar. 14 juillet | personne | → rien |
| mer. 15 juillet, 14 h | Noor | → avis : contact à prévoir, Zed |
| mer. 15 juillet, 17 h | Noor | la table s’arrête ici |
`,
);

calendrier(
  'Une référence pour aujourd’hui, un vendredi soir, à laquelle personne ne répond',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| ven. 12 juin, 22 h | Maxime | réfère Zed : aujourd’hui |
| ven. 12 juin, 23 h | Hélène | → avis : étape due, Zed |
| ven. 12 juin | personne | → courriel |
| sam. 13 juin, 18 h | Hélène | → avis : contact à prévoir, Zed |
| sam. 13 juin, 22 h | Hélène | → avis : contact dû, Zed |
| sam. 13 juin | personne | → courriel |
| dim. 14 juin | personne | → rien |
| lun. 15 juin, 9 h | Hélène | → courriel : 1 suivi à regarder |
| lun. 15 juin, 11 h | Hélène | → avis : demande d’appui, Zed |
| lun. 15 juin, 11 h | Hélène | → courriel : 1 demande d’appui |
| mar. 16 juin, 11 h | Joanne | → avis : démarche à soutenir, Zed |
| mar. 16 juin, 11 h | Joanne | → courriel : 1 démarche à soutenir |
| mer. 17 juin | personne | → rien |
| mar. 23 juin, 11 h | Hélène | → avis : demande d’appui sans réponse, Zed |
| jeu. 25 juin, 9 h | Hélène | → courriel : 1 demande d’appui |
| ven. 26 juin, 17 h | Hélène | la table s’arrête ici |
`,
);

calendrier(
  'La même référence, quelqu’un de garde : personne n’a encore joint Zed, alors cela presse',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| ven. 12 juin, 16 h | Hélène | met Théo de garde du ven. 12 juin, 17 h au lun. 15 juin, 9 h |
| ven. 12 juin, 22 h | Maxime | réfère Zed : aujourd’hui |
| ven. 12 juin, 23 h | Hélène | → avis : étape due, Zed |
| ven. 12 juin, 23 h | Théo | → avis : étape due, Zed |
| ven. 12 juin, 23 h | Théo | → courriel : 1 suivi à regarder |
| sam. 13 juin, 9 h 30 | Théo | joint Zed |
| dim. 14 juin | personne | → rien |
| lun. 15 juin, 9 h | Hélène | → courriel : 1 suivi à regarder |
| lun. 15 juin, 9 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| lun. 15 juin, 10 h | Noor | la table s’arrête ici |
`,
);

calendrier(
  'Un vendredi soir en intensif : la direction n’entend rien avant que l’équipe ait eu sa journée',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| mar. 16 juin, 10 h | Maxime | réfère Zed : aujourd’hui |
| mar. 16 juin, 10 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| mar. 16 juin, 11 h | Noor | joint Zed et va jusqu’au suivi, prochain point le 31 juillet |
| mer. 17 juin, 10 h | Noor | joint Zed |
| ven. 19 juin, 14 h | Noor | → avis : contact à prévoir, Zed |
| ven. 19 juin, 18 h | Noor | → avis : contact dû, Zed |
| ven. 19 juin | personne | → courriel |
| sam. 20 juin | personne | → rien |
| dim. 21 juin | personne | → rien |
| lun. 22 juin, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 22 juin, 11 h | Théo | → avis : demande d’appui, Zed |
| lun. 22 juin, 11 h | Théo | → courriel : 1 demande d’appui |
| lun. 22 juin, 11 h | Hélène | → avis : demande d’appui, Zed |
| lun. 22 juin, 11 h | Hélène | → courriel : 1 demande d’appui |
| mar. 23 juin, 11 h | Joanne | → avis : démarche à soutenir, Zed |
| mar. 23 juin, 11 h | Joanne | → courriel : 1 démarche à soutenir |
| mer. 24 juin | personne | → rien |
| ven. 26 juin, 17 h | Noor | la table s’arrête ici |
`,
);

calendrier(
  'Deux dossiers intensifs en retard la même fin de semaine : de garde, celui qui presse; lundi, un seul courriel à chacun',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| jeu. 11 juin, 9 h | Maxime | réfère Ana + Bilal : aujourd’hui |
| jeu. 11 juin, 9 h 30 | Hélène | accueille Ana + Bilal : intensif, confié(e) à Noor |
| jeu. 11 juin, 11 h | Noor | joint Ana + Bilal et va jusqu’au suivi, prochain point le 31 août |
| ven. 12 juin, 10 h | Noor | essaie de joindre Ana |
| ven. 12 juin, 14 h 30 | Noor | joint Bilal |
| ven. 12 juin, 16 h | Hélène | met Théo de garde du ven. 12 juin, 17 h au lun. 15 juin, 9 h |
| sam. 13 juin | personne | → rien |
| dim. 14 juin, 14 h | Noor | → avis : contact à prévoir, Ana |
| dim. 14 juin, 18 h | Noor | → avis : contact dû, Ana |
| dim. 14 juin, 18 h | Théo | → avis : contact dû, Ana |
| dim. 14 juin, 18 h | Théo | → courriel : 1 suivi à regarder |
| dim. 14 juin, 18 h 30 | Noor | → avis : contact à prévoir, Bilal |
| dim. 14 juin, 22 h 30 | Noor | → avis : contact dû, Bilal |
| lun. 15 juin, 9 h | Noor | → courriel : 2 suivis à regarder |
| lun. 15 juin, 11 h | Théo | → avis : demande d’appui, Ana |
| lun. 15 juin, 11 h | Théo | → avis : demande d’appui, Bilal |
| lun. 15 juin, 11 h | Théo | → courriel : 2 demandes d’appui |
| lun. 15 juin, 11 h | Hélène | → avis : demande d’appui, Ana |
| lun. 15 juin, 11 h | Hélène | → avis : demande d’appui, Bilal |
| lun. 15 juin, 11 h | Hélène | → courriel : 2 demandes d’appui |
| lun. 15 juin, 14 h | Noor | la table s’arrête ici |
`,
);
