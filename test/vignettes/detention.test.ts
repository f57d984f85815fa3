import { vignette } from '../support/vignette.ts';

vignette(
  'Détention',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Kev | accusé de réception, rien d’autre |
| coordination | | Déjà rencontrée — Intensité d’accompagnement : Soutenu ; Intervenant(e) responsable : Noor Beaulieu | étape Consentement |
| intervenante | + 1 heure | D’accord, sans évaluation des besoins — Parler de ses besoins : Plus tard | étape Plan de soutien |
| intervenante | + 1 jour | Rester proche, sans plan — Date du prochain point : dans 30 jours | étape Suivi |
| intervenante | + 4 jours | Suspension temporaire — Motif : Détention ; Jusqu’au : dans 20 jours | étape Suspension temporaire ; offert : Contact + Aide urgente + Événement critique |
| intervenante | + 2 jours | consigne Contact — Joint(e) : Oui ; Moyen : En personne | consigné ; contact noté maintenant ; étape Suspension temporaire |
| intervenante | + 3 jours | consigne Aide urgente — Aide : Une présence | consigné |
| intervenante | + 10 jours | Reprendre l’accompagnement | étape Suivi |
| intervenante | | regarde le dossier | offert : Continuer + Contact à reprendre ; consentement « Participation et dossier » : donné |
`,
);
