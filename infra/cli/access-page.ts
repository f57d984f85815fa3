import { matrix, type Action, type Relation } from '../../shared/access/matrix.ts';
import type { Route } from '../../shared/api/route.ts';
import { routes, type RouteName } from '../../shared/api/routes.ts';
import { text, type Text } from '../../shared/domain/text.ts';
import { roles, roleTitles, type Role } from '../../shared/domain/vocabulary.ts';
import type { KeptFile } from './kept-files.ts';

/** Rights that no route asks for: they decide on a group of fields within an answer. */
type FieldGroup = Exclude<Action, (typeof routes)[RouteName]['action']>;

const fieldGroups: Readonly<Record<FieldGroup, Text>> = {
  'caseload:read': text('La charge de chaque collègue', 'Each colleague’s caseload'),
  'request:read': text('La référence telle qu’elle a été envoyée', 'The referral as it was sent'),
  'content:read': text(
    'Ce qui a été écrit aux étapes et aux activités; sans ce droit, les titres seulement',
    'What was written at the steps and activities; without this right, titles only',
  ),
};

const relationWords: Readonly<Record<Relation, Text>> = {
  responsible: text('ses dossiers', 'own cases'),
  mandate: text('ceux de son équipe', 'the team’s'),
  self: text('oui', 'yes'),
};

/** Everybody but the timer, who has no account. */
const people = roles.filter((role) => role !== 'timer');

const both = ({ fr, en }: Text): string => `${fr}<br>${en}`;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [titles, titles.map(() => '---'), ...rows].map(row);

const cellsOf = (action: Action | 'public'): readonly string[] =>
  people.map((role) => {
    if (action === 'public') return both(relationWords.self);
    const relations: Partial<Record<Role, Relation>> = matrix[action];
    const relation = relations[role];
    return relation ? both(relationWords[relation]) : '·';
  });

const roleCells = people.map((role) => both(roleTitles[role]));

const routeRows = Object.values<Route>(routes).map(({ summary, method, path, action }) => [
  both(summary),
  `\`${method} ${path}\``,
  `\`${action}\``,
  ...cellsOf(action),
]);

const fieldRows = Object.entries(fieldGroups).map(([action, words]) => [
  both(words),
  `\`${action}\``,
  ...cellsOf(action as FieldGroup),
]);

const content = `<!-- Generated: npm run access -- --write -->

# Qui peut faire quoi · Who may do what

Tout ce qui n’est pas dit ici est refusé. **Ses dossiers** : ceux dont la personne est responsable ou seconde
intervenante, tant qu’elle est de l’équipe. **Ceux de son équipe** : ceux du mandat de soutien auquel elle appartient.
Aucun mandat judiciaire, de victimisation ou de programme ne touche un dossier, quel que soit le rôle, même au sein du
même établissement. Quelles étapes et activités un rôle complète, le parcours le dit en plus. Un dossier qu’on ne peut
pas voir répond comme s’il n’existait pas.

What is not said here is denied. **Own cases**: those whose responsible or second worker the person is, as long as they
are of the team. **The team’s**: those of the support mandate that they belong to. No judicial, victimisation or program
mandate reaches a case, whatever the role, within the same establishment too. Which steps and activities a role completes
is said by the pathway, on top of this. A case that may not be seen answers as if it did not exist.

## Par l’API · Through the API

${table(['Quoi<br>What', 'Route', 'Droit<br>Right', ...roleCells], routeRows).join('\n')}

## Groupes de champs · Field groups

${table(['Quoi<br>What', 'Droit<br>Right', ...roleCells], fieldRows).join('\n')}
`;

/** The page that tells people who may do what, from the table of rights and the routes. */
export const accessPage: KeptFile = { path: 'docs/generated/access.md', content };
