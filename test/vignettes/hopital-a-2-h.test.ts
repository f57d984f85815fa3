import { vignette } from '../support/vignette.ts';

vignette(
  'Hôpital à 2 h du matin',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| liaison de l’hôpital | à 2 h du matin | réfère — surnom : Zed ; urgence : aujourd’hui | accusé de réception, rien d’autre |
| liaison de l’hôpital | | regarde le dossier | introuvable |
| coordination | + 1 minute | regarde le dossier | étape Accueil de la référence ; échéance 1 heure après la réception ; offert : Contact + Aide urgente + Événement critique |
| coordination | | consigne Aide urgente — Aide : Soins | consigné ; étape Accueil de la référence |
| coordination | | consigne Événement critique — Événement : Blessure ; En sécurité ce soir : Oui | consigné ; étape Accueil de la référence |
| coordination | + 5 minutes | Accueillir — Intensité d’accompagnement : Intensif ; Intervenant(e) responsable : Dany Jean-Baptiste | étape Premier contact ; échéance 24 heures après la réception |
| intervenante | | lit ce qui l’attend | le dossier y est ; on ne lit pas Zed |
| intervenante | | lit qui est la personne | on lit Zed |
| intervenante | + 1 heure | consigne Contact — Joint(e) : Oui ; Moyen : En personne | consigné ; contact noté maintenant ; étape Premier contact |
| intervenante | | consigne Aide urgente — Aide : Un toit pour la nuit | consigné |
| intervenante | à 9 h | Personne jointe — Moyen : En personne ; La personne sait qui l’a référée : Oui | étape Consentement |
| intervenante | | regarde le dossier | consentement « Participation et dossier » : pas encore ; offert : Aide urgente |
| coordination d’un autre organisme | | regarde le dossier | introuvable |
`,
  'nord',
);
