import { calendrier } from '../support/calendar/calendar.ts';

/*
 * Computed by hand from the rules (ADR 9, docs/atelier.md), not from what the runtime answers. On 8 March 2026 the night has an
 * hour less, on 1 November one more: 56 hours are 56 hours as they pass, and 3, 7 or 21 days keep the hour of the day. Good
 * Friday and Easter Monday are 3 and 6 April.
 */
calendrier(
  'Le passage à l’heure avancée, le 8 mars, à chaque intensité; puis, en allégé, un dossier sans personne jusqu’après Pâques',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| jeu. 5 mars, 10 h | Maxime | réfère Zed : aujourd’hui |
| jeu. 5 mars, 10 h | Maxime | réfère Maïka : cette semaine |
| jeu. 5 mars, 10 h | Maxime | réfère TiLou : cette semaine |
| jeu. 5 mars, 10 h | Maxime | réfère Kev : peut attendre |
| jeu. 5 mars, 10 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| jeu. 5 mars, 10 h 30 | Hélène | accueille Maïka : soutenu, confié(e) à Noor |
| jeu. 5 mars, 10 h 30 | Hélène | accueille TiLou : régulier, confié(e) à Noor |
| jeu. 5 mars, 10 h 30 | Hélène | accueille Kev : allégé, confié(e) à Noor |
| jeu. 5 mars, 11 h | Noor | joint Zed et va jusqu’au suivi, prochain point le 30 avril |
| jeu. 5 mars, 11 h | Noor | joint Maïka et va jusqu’au suivi, prochain point le 30 avril |
| jeu. 5 mars, 11 h | Noor | joint TiLou et va jusqu’au suivi, prochain point le 30 avril |
| jeu. 5 mars, 11 h | Noor | joint Kev et va jusqu’au suivi, prochain point le 30 avril |
| ven. 6 mars, 9 h | Noor | → avis : contact à prévoir, Maïka |
| ven. 6 mars, 15 h | Noor | joint Zed |
| ven. 6 mars, 15 h | Noor | joint Maïka |
| ven. 6 mars, 17 h | Noor | → avis : contact à prévoir, Maïka |
| sam. 7 mars | personne | → rien |
| dim. 8 mars, 20 h | Noor | → avis : contact à prévoir, Zed |
| dim. 8 mars | personne | → courriel |
| lun. 9 mars, 0 h | Noor | → avis : contact dû, Zed |
| lun. 9 mars, 9 h | Noor | → courriel : 2 suivis à regarder |
| lun. 9 mars, 12 h | Théo | → avis : demande d’appui, Zed |
| lun. 9 mars, 12 h | Théo | → courriel : 1 demande d’appui |
| lun. 9 mars, 12 h | Hélène | → avis : demande d’appui, Zed |
| lun. 9 mars, 12 h | Hélène | → courriel : 1 demande d’appui |
| lun. 9 mars, 13 h | Noor | joint Zed |
| lun. 9 mars, 15 h | Noor | → avis : contact dû, Maïka |
| mar. 10 mars, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 10 mars, 10 h | Noor | joint Maïka |
| mer. 11 mars, 11 h | Noor | → avis : contact à prévoir, TiLou |
| mer. 11 mars, 16 h | Noor | joint Zed |
| jeu. 12 mars, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 12 mars, 10 h | Noor | → avis : contact à prévoir, Maïka |
| jeu. 12 mars, 10 h 30 | Noor | note que Zed se retire |
| jeu. 12 mars, 10 h 30 | Noor | note que Maïka se retire |
| jeu. 12 mars, 10 h 30 | Noor | note que TiLou se retire |
| ven. 13 mars | personne | → rien |
| mer. 25 mars, 11 h | Noor | → avis : contact à prévoir, Kev |
| jeu. 26 mars, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 26 mars, 11 h | Noor | → avis : contact dû, Kev |
| ven. 27 mars, 9 h | Noor | → courriel : 1 suivi à regarder |
| lun. 30 mars, 11 h | Théo | → avis : demande d’appui, Kev |
| lun. 30 mars, 11 h | Hélène | → avis : demande d’appui, Kev |
| mar. 31 mars, 9 h | Théo | → courriel : 1 demande d’appui |
| mar. 31 mars, 9 h | Hélène | → courriel : 1 demande d’appui |
| ven. 3 avril | personne | → rien |
| lun. 6 avril | personne | → rien |
| lun. 13 avril, 11 h | Joanne | → avis : démarche à soutenir, Kev |
| mar. 14 avril, 9 h | Joanne | → courriel : 1 démarche à soutenir |
| mer. 15 avril, 17 h | Noor | la table s’arrête ici |
`,
);

calendrier(
  'Le retour à l’heure normale, le 1er novembre, à chaque intensité',
  2026,
  `
| quand | qui | quoi |
|---|---|---|
| jeu. 29 octobre, 10 h | Maxime | réfère Zed : aujourd’hui |
| jeu. 29 octobre, 10 h | Maxime | réfère Maïka : cette semaine |
| jeu. 29 octobre, 10 h | Maxime | réfère TiLou : cette semaine |
| jeu. 29 octobre, 10 h | Maxime | réfère Kev : peut attendre |
| jeu. 29 octobre, 10 h 30 | Hélène | accueille Zed : intensif, confié(e) à Noor |
| jeu. 29 octobre, 10 h 30 | Hélène | accueille Maïka : soutenu, confié(e) à Noor |
| jeu. 29 octobre, 10 h 30 | Hélène | accueille TiLou : régulier, confié(e) à Noor |
| jeu. 29 octobre, 10 h 30 | Hélène | accueille Kev : allégé, confié(e) à Noor |
| jeu. 29 octobre, 11 h | Noor | joint Zed et va jusqu’au suivi, prochain point le 18 décembre |
| jeu. 29 octobre, 11 h | Noor | joint Maïka et va jusqu’au suivi, prochain point le 18 décembre |
| jeu. 29 octobre, 11 h | Noor | joint TiLou et va jusqu’au suivi, prochain point le 18 décembre |
| jeu. 29 octobre, 11 h | Noor | joint Kev et va jusqu’au suivi, prochain point le 18 décembre |
| ven. 30 octobre, 9 h | Noor | → avis : contact à prévoir, Maïka |
| ven. 30 octobre, 15 h | Noor | joint Zed |
| ven. 30 octobre, 15 h | Noor | joint Maïka |
| ven. 30 octobre, 17 h | Noor | → avis : contact à prévoir, Maïka |
| dim. 1 novembre, 18 h | Noor | → avis : contact à prévoir, Zed |
| dim. 1 novembre, 22 h | Noor | → avis : contact dû, Zed |
| dim. 1 novembre | personne | → courriel |
| lun. 2 novembre, 9 h | Noor | → courriel : 2 suivis à regarder |
| lun. 2 novembre, 10 h 30 | Noor | essaie de joindre Zed |
| lun. 2 novembre, 15 h | Noor | → avis : contact dû, Maïka |
| mar. 3 novembre, 9 h | Noor | → courriel : 1 suivi à regarder |
| mar. 3 novembre, 10 h | Noor | joint Maïka |
| mer. 4 novembre, 10 h | Noor | joint Zed |
| mer. 4 novembre, 11 h | Noor | → avis : contact à prévoir, TiLou |
| jeu. 5 novembre, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 5 novembre, 9 h 30 | Noor | joint TiLou |
| jeu. 5 novembre, 9 h 30 | Noor | note que Zed se retire |
| jeu. 5 novembre, 9 h 30 | Noor | note que Maïka se retire |
| jeu. 5 novembre, 9 h 30 | Noor | note que TiLou se retire |
| mer. 18 novembre, 11 h | Noor | → avis : contact à prévoir, Kev |
| jeu. 19 novembre, 9 h | Noor | → courriel : 1 suivi à regarder |
| jeu. 19 novembre, 10 h | Noor | essaie de joindre Kev |
| ven. 20 novembre | personne | → rien |
| ven. 20 novembre, 17 h | Noor | la table s’arrête ici |
`,
);
