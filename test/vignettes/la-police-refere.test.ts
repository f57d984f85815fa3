import { vignette } from '../support/vignette.ts';

vignette(
  'La police réfère une personne déjà connue',
  `
| qui | quand | quoi | ce qu’on voit |
|---|---|---|---|
| partenaire référent | | réfère — surnom : Zed | accusé de réception, rien d’autre |
| coordination | | compte les dossiers ouverts | on en compte 1 |
| police | + 1 jour | réfère — surnom : Zed ; urgence : aujourd’hui | accusé de réception, rien d’autre |
| police | | réfère — surnom : Zed ; urgence : aujourd’hui | accusé de réception, rien d’autre |
| police | | regarde le dossier | introuvable |
| police | | lit qui est la personne | introuvable |
| police | | compte les dossiers ouverts | refusé : Votre rôle ne permet pas cette action |
| coordination | | compte les dossiers ouverts | on en compte 3 |
| coordination | + 1 heure | consigne Aide urgente — Aide : Manger | consigné |
| coordination | | compte les dossiers ouverts | on en compte 3 |
`,
);
