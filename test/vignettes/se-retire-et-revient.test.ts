import { vignette } from '../support/vignette.ts';

vignette(
  'Se retire, et revient au troisième jour',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Nadia | accusé de réception, rien d’autre |
| coordination | | Déjà rencontrée — Intensité d’accompagnement : Régulier ; Intervenant(e) responsable : Noor Beaulieu | étape Consentement |
| intervenante | + 1 jour | D’accord — Participer et avoir un dossier : Oui ; Parler de ses besoins : Oui | étape Évaluation des besoins |
| intervenante | + 1 jour | Évaluation faite — Ses propres mots : Dormir tranquille. | étape Plan de soutien |
| intervenante | + 2 jours | Retrait du consentement | dossier fermé, motif Décision de la personne ; consentement « Participation et dossier » : retiré |
| intervenante | | lit qui est la personne | introuvable |
| supervision clinique | | lit ce qui a été écrit | on ne lit pas Dormir tranquille |
| intervenante | + 3 jours | Annuler le retrait : reprendre là où vous en étiez | étape Plan de soutien ; consentement « Participation et dossier » : donné |
| intervenante | | lit ce qui a été écrit | on lit Dormir tranquille |
| intervenante | | Convenu avec la personne — Date du prochain point : dans 30 jours | étape Suivi |
`,
);
