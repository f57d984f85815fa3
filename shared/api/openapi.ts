import * as z from 'zod';
import { choicesOf } from '../domain/case/complete.ts';
import { examplesOf } from '../domain/pathway/form.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import { personSchema } from '../domain/person.ts';
import { interruptionNames } from '../domain/vocabulary.ts';
import { completionSchema, formSchema } from './form-schema.ts';
import { problems } from './problem.ts';
import { problemsOf, type ProtocolHeader, type Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const headerTexts: Readonly<Record<ProtocolHeader, Json>> = {
  'If-Match': {
    description: 'Version du dossier que vous avez lue (ETag). / Version of the case that you read (ETag).',
    required: true,
  },
  'Idempotency-Key': {
    description: 'La même clé rend la première réponse. / The same key gives the first answer.',
    required: false,
  },
  Prefer: {
    description:
      '`wait=N` : attend l’étape suivante, au plus 20 s. `return=minimal` : une ligne du dossier suffit. / Waits for the next step, at most 20 s. A line of the case is enough.',
    required: false,
  },
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return rest;
};

const parametersOf = ({ params, query, headers = [] }: Route): readonly Json[] => {
  const fieldsOf = (schema: z.ZodObject | undefined, place: 'path' | 'query') =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
      name,
      in: place,
      required: place === 'path',
      schema: schemaOf(field as z.ZodType, 'input'),
    }));
  const named = headers.map((name) => ({ name, in: 'header', schema: { type: 'string' }, ...headerTexts[name] }));
  return [...fieldsOf(params, 'path'), ...fieldsOf(query, 'query'), ...named];
};

const refTo = (kind: 'schemas' | 'responses', name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

const answersOf = (route: Route): Json => {
  const { answers } = route;
  const good = Object.entries(answers).map(([status, { description, schema, headers = [] }]) => [
    status,
    {
      description: `${description.fr} / ${description.en}`,
      content: { 'application/json': { schema: schemaOf(schema, 'output') } },
      ...(headers.length > 0 && {
        headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
      }),
    },
  ]);
  const statuses = new Map<number, string[]>();
  for (const code of problemsOf(route)) {
    const { status } = problems[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  const bad = [...statuses].map(([status, named]) => [
    String(status),
    {
      description: named.map((code) => `${code}: ${problems[code as keyof typeof problems].title.fr}`).join('\n'),
      content: { 'application/problem+json': { schema: refTo('schemas', 'Problem') } },
    },
  ]);
  return Object.fromEntries([...good, ...bad]) as Json;
};

const nameOf = (...parts: readonly (string | number)[]): string => parts.join('.');

/** The forms of a pathway, each a component of its own. */
const formsOf = (pathway: Pathway): readonly (readonly [string, Json])[] => {
  const version = `${pathway.name}-v${pathway.version}`;
  return [
    [nameOf(version, 'intake'), formSchema(pathway.intake.form)] as const,
    ...Object.keys(pathway.steps).flatMap((id) =>
      choicesOf(pathway, id).map(
        ({ name, completion }) => [nameOf(version, id, name), completionSchema(name, completion.form)] as const,
      ),
    ),
    ...interruptionNames.flatMap((name) => {
      const { form } = pathway.interruptions[name];
      return form ? [[nameOf(version, 'interruptions', name), formSchema(form)] as const] : [];
    }),
    ...Object.entries(pathway.activities).map(
      ([name, { form }]) => [nameOf(version, 'activities', name), formSchema(form)] as const,
    ),
  ];
};

const withoutDialect = ({ $schema: _dialect, ...schema }: Json): Json => schema;

const anyOf = (forms: readonly string[]): Json => ({ anyOf: forms.map((form) => refTo('schemas', form)) });

/** Bodies that are forms of the pathways, by the route that takes them: which forms, and how they stand in the body. */
const formBodies: Readonly<Record<string, (forms: readonly string[]) => Json>> = {
  sendReferral: (forms) => {
    const request = anyOf(forms.filter((form) => form.endsWith('.intake')));
    const person = schemaOf(personSchema, 'input');
    return {
      type: 'object',
      properties: { person, request },
      required: ['person', 'request'],
      additionalProperties: false,
    };
  },
  completeStep: (forms) => anyOf(forms.filter((form) => !/\.(?:intake|(?:activities|interruptions)\..*)$/.test(form))),
  recordActivity: (forms) => anyOf(forms.filter((form) => form.includes('.activities.'))),
  interruptCase: (forms) => anyOf(forms.filter((form) => form.includes('.interruptions.'))),
};

const bodyOf = (name: string, { body }: Route, forms: readonly string[], example: Json | undefined): Json => {
  if (!body) return {};
  const schema = formBodies[name]?.(forms) ?? schemaOf(body, 'input');
  return { requestBody: { required: true, content: { 'application/json': { schema, ...(example && { example }) } } } };
};

/** A referral that is accepted as it stands. */
const referralExample = ([pathway]: readonly Pathway[]): Json | undefined =>
  pathway && { person: examplesOf(personSchema)[0], request: examplesOf(pathway.intake.form)[0] };

/** A document whose schemas refer to the components that all share, where each brought the definitions that it uses. */
const lifted = (value: unknown, definitions: Record<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((one) => lifted(one, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const { $defs = {}, ...rest } = value as Json;
  for (const [name, definition] of Object.entries($defs as Json)) definitions[name] = lifted(definition, definitions);
  const memberOf = (name: string, member: unknown): unknown =>
    name === '$ref' ? String(member).replace('#/$defs/', '#/components/schemas/') : lifted(member, definitions);
  return Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, memberOf(name, member)]));
};

/** The API as an OpenAPI 3.1 document: routes, problems, and the forms of every published pathway. */
export const openApi = (routes: Readonly<Record<string, Route>>, pathways: readonly Pathway[]): Json => {
  const forms = pathways.flatMap(formsOf);
  const names = forms.map(([name]) => name);
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const operation = {
      operationId: name,
      summary: `${route.summary.fr} / ${route.summary.en}`,
      tags: [route.resource],
      parameters: parametersOf(route),
      ...bodyOf(name, route, names, name === 'sendReferral' ? referralExample(pathways) : undefined),
      responses: answersOf(route),
      ...(route.action === 'public' && { security: [] }),
    };
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  const definitions: Record<string, unknown> = {};
  const shared = lifted({ paths, problem: schemaOf(problemSchema, 'output') }, definitions) as {
    paths: Json;
    problem: Json;
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parcours',
      version: '1',
      summary: 'Parcours d’accompagnement / Case pathways',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: shared.paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: shared.problem,
        ...definitions,
        ...Object.fromEntries(forms.map(([name, schema]) => [name, withoutDialect(schema)])),
      },
    },
  };
};

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
