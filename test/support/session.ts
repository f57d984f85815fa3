import * as z from 'zod';
import { caseSummarySchema, caseViewSchema, type CaseSummary, type CaseView } from '../../shared/api/schemas/case.ts';
import { pageOf } from '../../shared/api/schemas/common.ts';
import { holdToRoute } from './contract.ts';

export type Headers = Readonly<Record<string, string>>;

/** What the API answered. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Someone at the API, with a token of theirs. */
export type Session = {
  readonly user: string;
  readonly get: (path: string, headers?: Headers) => Promise<Answer>;
  /** A text is sent as it is, anything else as JSON. */
  readonly post: (path: string, body: unknown, headers?: Headers) => Promise<Answer>;
  readonly put: (path: string, body: unknown, headers?: Headers) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
};

export const openSession = (apiUrl: string, user: string, token?: string): Session => {
  const send = async (method: string, path: string, headers: Headers, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const parsed: unknown = await answer.json();
    holdToRoute(method, path, answer.status, parsed);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: parsed };
  };
  return {
    user,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, body, headers = {}) => send('POST', path, headers, body),
    put: (path, body, headers = {}) => send('PUT', path, headers, body),
    delete: (path) => send('DELETE', path, {}),
  };
};

const wanted = ({ status, body }: Answer): unknown => {
  if (status < 300) return body;
  throw new Error(`answered ${status} ${JSON.stringify(body)}`);
};

export const caseIn = (answer: Answer): CaseView => caseViewSchema.parse(wanted(answer));

export const pageIn = (
  answer: Answer,
): { readonly items: readonly CaseSummary[]; readonly next?: string | undefined } =>
  pageOf(caseSummarySchema).parse(wanted(answer));

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
});

/** The problem of a refusal, its `type` without the prefix. */
export const problemIn = ({ status, headers, body }: Answer) => {
  const problem = problemSchema.parse(body);
  if (problem.status !== status || !headers['content-type']?.startsWith('application/problem+json')) {
    throw new Error(`${status} ${JSON.stringify(headers)} is no problem+json`);
  }
  return { status, code: problem.type.replace('/problems/', ''), title: problem.title, errors: problem.errors };
};
