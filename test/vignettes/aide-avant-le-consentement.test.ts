import { vignette } from '../support/vignette.ts';

vignette(
  'De l’aide avant le consentement',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Maïka | accusé de réception, rien d’autre |
| coordination | | consigne Aide urgente — Aide : Manger | consigné ; étape Accueil de la référence |
| coordination | | Accueillir — Intensité d’accompagnement : Soutenu ; Intervenant(e) responsable : Noor Beaulieu | étape Premier contact |
| intervenante | + 2 heures | consigne Aide urgente — Aide : Transport | consigné ; étape Premier contact ; pas encore de contact |
| intervenante | | Personne jointe — Moyen : Texto ; La personne sait qui l’a référée : Pas encore | étape Consentement |
| intervenante | + 1 jour | consigne Aide urgente — Aide : Un toit pour la nuit ; Quand : il y a 9 heures | consigné ; étape Consentement |
| intervenante | | consigne Événement critique — Événement : Menace reçue ; En sécurité ce soir : Incertain | consigné ; étape Consentement |
| intervenante | | regarde le dossier | consentement « Participation et dossier » : pas encore ; pas offert : Orientation vers un service |
| intervenante | + 3 jours | D’accord — Parler de ses besoins : Plus tard | refusé : Le consentement nécessaire à cette suite n’est pas donné ; étape Consentement |
| intervenante | | D’accord — Participer et avoir un dossier : Oui ; Parler de ses besoins : Oui | étape Évaluation des besoins ; consentement « Évaluation des besoins » : donné ; offert : Orientation vers un service + Aide urgente |
`,
);
