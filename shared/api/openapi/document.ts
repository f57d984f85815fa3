import { matrix, type Action } from '../../access/matrix.ts';
import type { Pathway } from '../../domain/pathway/pathway.ts';
import { text, type Text } from '../../domain/text.ts';
import { roleTitles, type Role } from '../../domain/vocabulary.ts';
import type { Route } from '../route.ts';
import { answersOf, gatewayResponses, refusalSchemas } from './answers.ts';
import { lifted, schemaOf, type Json } from './json-schema.ts';
import { parametersOf, said } from './parameters.ts';
import { formBodies, formsOf, referralExample } from './pathway-forms.ts';
import { tagObjects, tagOf } from './tags.ts';

const bodyOf = (name: string, { body }: Route, forms: readonly string[], example: Json | undefined): Json => {
  if (!body) return {};
  const schema = formBodies[name]?.(forms) ?? schemaOf(body, 'input');
  return { requestBody: { required: true, content: { 'application/json': { schema, ...(example && { example }) } } } };
};

/** Who may ask: roles alone, since how they must be related to a case is said by the answer. */
const askedBy = (action: Action | 'public'): Text => {
  if (action === 'public') return text('Sans jeton.', 'Without a token.');
  const titles = (Object.keys(matrix[action]) as Role[]).map((role) => roleTitles[role]);
  return text(`${titles.map(({ fr }) => fr).join(', ')}.`, `${titles.map(({ en }) => en).join(', ')}.`);
};

const operationOf = (name: string, route: Route, forms: readonly string[], example: Json | undefined): Json => ({
  operationId: name,
  summary: said(route.summary),
  description: said(askedBy(route.action)),
  tags: [tagOf(name)],
  parameters: parametersOf(route),
  ...bodyOf(name, route, forms, example),
  responses: answersOf(route),
  ...(route.action === 'public' && { security: [] }),
});

const pathsOf = (
  routes: Readonly<Record<string, Route>>,
  forms: readonly string[],
  example: Json | undefined,
): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const operation = operationOf(name, route, forms, name === 'sendReferral' ? example : undefined);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  return paths;
};

const info = {
  title: 'Parcours',
  version: '1',
  summary: 'Parcours d’accompagnement / Case pathways',
  description:
    'Chaque dossier dit ce qu’on peut faire ensuite : suivez ses `href`. Les membres `x-` portent ce qu’un écran montre. / Each case says what can be done next: follow its `href`. Members that begin with `x-` hold what a screen shows.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The API as an OpenAPI 3.1 document: routes, problems, and the forms of every published pathway. */
export const openApi = (routes: Readonly<Record<string, Route>>, pathways: readonly Pathway[]): Json => {
  const forms = pathways.flatMap(formsOf);
  const names = forms.map(([name]) => name);
  const definitions: Record<string, unknown> = {};
  const paths = lifted(pathsOf(routes, names, referralExample(pathways)), definitions);
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: tagObjects,
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: gatewayResponses(Object.values(routes)),
      schemas: { ...refusalSchemas, ...definitions, ...Object.fromEntries(forms) },
    },
  };
};
