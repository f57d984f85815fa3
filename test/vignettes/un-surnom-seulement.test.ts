import { vignette } from '../support/vignette.ts';

vignette(
  'Un surnom seulement',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Ti-Lou ; âge : incertain | accusé de réception, rien d’autre |
| coordination | | lit qui est la personne | on lit Ti-Lou ; on lit unsure |
| coordination | | regarde le dossier | on ne lit pas Ti-Lou |
| administration | | regarde le dossier | introuvable |
| coordination d’un autre organisme | | lit qui est la personne | introuvable |
| coordination | + 1 heure | Déjà rencontrée — Intensité d’accompagnement : Régulier ; Intervenant(e) responsable : Noor Beaulieu | étape Consentement |
| intervenante | | lit qui est la personne | on lit Ti-Lou |
| intervenante | + 1 heure | D’accord, sans évaluation des besoins — Parler de ses besoins : Plus tard | étape Plan de soutien ; consentement « Évaluation des besoins » : pas encore |
| intervenante | + 1 jour | Rester proche, sans plan — Date du prochain point : dans 21 jours | étape Suivi ; échéance dans 21 jours |
| intervenante | + 5 jours | Contact à reprendre | étape Reprise de contact ; offert : De retour |
| intervenante | + 6 jours | De retour | étape Suivi |
`,
);
