import { knownTypes, type KnownType } from '../local/template/known-types.ts';
import type { KeptFile } from './kept-files.ts';

const lifeWords: Readonly<Record<KnownType['life']['is'], string>> = {
  simulated: 'simulé · simulated',
  value: 'valeur · value',
  nothing: 'rien · nothing',
};

const list = (names: readonly string[]): string =>
  names.length > 0 ? names.map((name) => `\`${name}\``).join(', ') : '—';

const valuesOnly = (only: KnownType['only'] = {}): string =>
  Object.entries(only)
    .map(([name, values]) => `<br>\`${name}\`: ${list(values)}`)
    .join('');

const rows = Object.entries(knownTypes).map(
  ([type, { life, honoured, accepted, only }]) =>
    `| \`${type}\` | ${lifeWords[life.is]}<br>${life.words} | ${list(honoured)}${valuesOnly(only)} | ${list(accepted)} |`,
);

const content = `<!-- Generated: npm run resource-types -- --write -->

# Ce que le moteur embarqué connaît · What the embedded runtime knows

Tout autre type de ressource, propriété ou valeur arrête \`npm start\`. **Simulé** : la ressource fonctionne sur la machine.
**Valeur** : elle est un nom ou une valeur à laquelle d’autres renvoient. **Rien** : elle est acceptée, et sans effet ici.
Une propriété **qui compte** change ce que fait le moteur; une propriété **sans effet** est acceptée et ne change rien.

Any other resource type, property or value stops \`npm start\`. **Simulated**: the resource works on the machine.
**Value**: it is a name or a value that others refer to. **Nothing**: it is accepted, and does nothing here. A property that
**counts** changes what the runtime does; one **without effect** is accepted and changes nothing.

| Type | Sur une machine<br>On one machine | Propriétés qui comptent, et leurs seules valeurs<br>Properties that count, and their only values | Propriétés sans effet<br>Properties without effect |
| --- | --- | --- | --- |
${rows.join('\n')}
`;

/** The page of the resource types and properties with which a template may be run on one machine. */
export const resourceTypesPage: KeptFile = { path: 'docs/generated/resource-types.md', content };
