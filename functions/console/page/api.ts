import type { Today } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { currentSession, forgetSession, renewed } from './oidc.ts';

/** Nobody is signed in any more. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/** The API said no; `message` is what it says to a person, in their language. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  readonly type: string;

  constructor(status: number, { type = '', title = '' }: { readonly type?: string; readonly title?: string }) {
    super(title);
    this.status = status;
    this.type = type;
  }
}

/** Who somebody is and how to reach them, as the API tells after a look is recorded. */
export type Person = {
  readonly name: string;
  readonly reach: readonly { readonly way: string; readonly value: string; readonly use: string }[];
};

type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly language: Language;
  readonly body?: object;
  readonly key?: string;
};

/** Milliseconds after which an answer is not waited for any longer. */
const patience = 20_000;

const ask = ({ method, path, language, body, key }: Request, token: string): Promise<Response> =>
  fetch(path, {
    method,
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

const problemOf = async (answer: Response): Promise<{ readonly type?: string; readonly title?: string }> => {
  try {
    return (await answer.json()) as { readonly type?: string; readonly title?: string };
  } catch {
    return {};
  }
};

/** Asks the API, with new tokens where the old ones are too old. @throws SignedOutError, RefusedError, or as `fetch` does */
const call = async (request: Request): Promise<unknown> => {
  const session = currentSession();
  if (!session) throw new SignedOutError();
  let answer = await ask(request, session.access);
  if (answer.status === 401) {
    const next = await renewed(session);
    if (next) answer = await ask(request, next.access);
  }
  if (answer.status === 401) {
    forgetSession();
    throw new SignedOutError();
  }
  if (!answer.ok) throw new RefusedError(answer.status, await problemOf(answer));
  return answer.json();
};

/** The day with those who come after, page by page. */
const whole = async (language: Language, today: Today): Promise<Today> => {
  const last = today.items.at(-1);
  if (today.more === 0 || !last) return today;
  const path = `/v1/today?limit=50&after=${last.caseId}`;
  const { items, more } = (await call({ method: 'GET', path, language })) as Today;
  return whole(language, { ...today, items: [...today.items, ...items], more });
};

export const readToday = async (
  language: Language,
  { since, isWhole }: { readonly since: string | undefined; readonly isWhole: boolean },
): Promise<Today> => {
  const query = new URLSearchParams({ ...(since !== undefined && { since }), ...(isWhole && { limit: '50' }) });
  const today = (await call({ method: 'GET', path: `/v1/today?${query.toString()}`, language })) as Today;
  return isWhole ? whole(language, today) : today;
};

export const readPerson = async (language: Language, caseId: string): Promise<Person> =>
  (await call({ method: 'GET', path: `/v1/cases/${caseId}/person`, language })) as Person;

export const recordActivity = async (
  language: Language,
  { caseId, activity, answers, key }: { caseId: string; activity: string; answers: object; key: string },
): Promise<void> => {
  await call({ method: 'POST', path: `/v1/cases/${caseId}/activities/${activity}`, language, body: answers, key });
};

/** Whoever is on call, and until when. */
export type OnCall = { readonly name: string; readonly until: string };

type Roster = {
  readonly items: readonly { readonly member: string; readonly from: string; readonly until: string }[];
};
type Team = { readonly items: readonly { readonly member: string; readonly name: string }[] };

/** Who of the organisation is on call at `now`, by the name that colleagues know; `undefined` with nobody. */
export const readOnCall = async (language: Language, now: string): Promise<OnCall | undefined> => {
  const { items } = (await call({ method: 'GET', path: '/v1/roster', language })) as Roster;
  const moment = Date.parse(now);
  const entry = items.find(({ from, until }) => Date.parse(from) <= moment && moment < Date.parse(until));
  if (!entry) return undefined;
  const team = (await call({ method: 'GET', path: '/v1/team', language })) as Team;
  const name = team.items.find(({ member }) => member === entry.member)?.name;
  return name === undefined ? undefined : { name, until: entry.until };
};
