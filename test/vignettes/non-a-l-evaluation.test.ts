import { vignette } from '../support/vignette.ts';

vignette(
  'Non à l’évaluation',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Kev | accusé de réception, rien d’autre |
| coordination | | Accueillir — Intensité d’accompagnement : Régulier ; Intervenant(e) responsable : Noor Beaulieu | étape Premier contact |
| intervenante | + 1 jour | Personne jointe | étape Consentement |
| intervenante | | D’accord — Parler de ses besoins : Non | refusé : Le consentement nécessaire à cette suite n’est pas donné ; étape Consentement |
| intervenante | | D’accord, sans évaluation des besoins — Parler de ses besoins : Non | étape Plan de soutien ; consentement « Participation et dossier » : donné ; consentement « Évaluation des besoins » : refusé |
| intervenante | + 7 jours | Convenu avec la personne — Date du prochain point : dans 30 jours | étape Suivi ; échéance dans 30 jours |
| intervenante | | regarde le dossier | offert : Continuer + Revoir le plan + Préparer la fin de l’accompagnement |
| coordination | | regarde le dossier | pas offert : Refaire le point sur les besoins |
| intervenante | + 30 jours | Continuer — Intensité d’accompagnement : Allégé ; Prochain point : dans 60 jours | étape Suivi ; échéance dans 60 jours |
| intervenante | + 60 jours | Préparer la fin de l’accompagnement | étape Fermeture |
| intervenante | | Proposer la fermeture — Motif de fermeture : Objectifs atteints ; Ce que la personne en pense : D’accord | étape Décision de fermeture ; pas offert : Approuver la fermeture |
| supervision clinique | + 1 jour | Approuver la fermeture | dossier fermé, motif Objectifs atteints ; rien à faire de plus |
`,
);
