import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { caseSummarySchema, caseViewSchema, type ActionView, type CaseView } from '../../shared/api/schemas/case.ts';
import { pageOf } from '../../shared/api/schemas/common.ts';
import { receiptSchema } from '../../shared/api/schemas/referral.ts';
import { text, type Text } from '../../shared/domain/text.ts';
import { closureReasonTitles } from '../../shared/domain/vocabulary.ts';
import { makeChoice, type Way } from './walk-choice.ts';

type Walk = {
  /** Address of the API of a demonstration system. */
  readonly api: string;
  readonly way: Way;
  readonly say: (line: Text) => void;
  /** From 0 up to 1, as `Math.random`. */
  readonly random: () => number;
};

/** Nothing answers at the address of the API, or something that is no demonstration system. */
export class NoSystemError extends Error {
  override readonly name = 'NoSystemError';
}

const mostSteps = 100;
const patienceMs = 30_000;
const pauseMs = 100;

type Request = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: unknown };

const tokenSchema = z.object({ access_token: z.string() });
const problemSchema = z.object({ title: z.string() });

/** A person of the demonstration at the API, signed in. @throws NoSystemError */
const signIn = async (api: string, user: string) => {
  const token = await fetch(`${api}/_local/token`, { method: 'POST', body: JSON.stringify({ user }) })
    .then(async (answer) => tokenSchema.parse(await answer.json()).access_token)
    .catch((cause: unknown) => {
      throw new NoSystemError(api, { cause });
    });
  return async (path: string, { method = 'GET', headers = {}, body }: Request = {}) => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { ok: answer.ok, body: await answer.json() };
  };
};
type Person = Awaited<ReturnType<typeof signIn>>;

/** Asks until there is an answer. @throws Error after `patienceMs` */
const awaited = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const found = await ask();
    if (found !== undefined) return found;
    await pause(pauseMs);
  }
  throw new Error(what);
};

const referralRoute = '/v1/referrals';
const documentSchema = z.object({
  paths: z.object({
    [referralRoute]: z.object({
      post: z.object({ requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.unknown() })) }) }),
    }),
  }),
});

/** Sends the example of a referral that the API's own document gives, and says when it was received. */
const refer = async (referrer: Person): Promise<string> => {
  const { paths } = documentSchema.parse((await referrer('/v1/openapi.json')).body);
  const [content] = Object.values(paths[referralRoute].post.requestBody.content);
  const { body } = await referrer(referralRoute, { method: 'POST', body: content?.example });
  return receiptSchema.parse(body).receivedAt;
};

/** A referrer learns nothing of the case: it is the newest one of the coordinator's. */
const caseReceivedAt = async (coordinator: Person, receivedAt: string): Promise<string | undefined> => {
  let cursor = '';
  for (;;) {
    const { body } = await coordinator(`/v1/cases?limit=100${cursor}`);
    const { items, next } = pageOf(caseSummarySchema).parse(body);
    const found = items.find((one) => one.receivedAt >= receivedAt);
    if (found !== undefined || next === undefined) return found?.caseId;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
};

type Sight = { readonly person: Person; readonly found: CaseView };

/** The case as the first person sees it who may do something about it, or as anybody does once it is closed. */
const sightOf = async (people: readonly Person[], caseId: string): Promise<Sight | undefined> => {
  for (const person of people) {
    const found = caseViewSchema.parse((await person(`/v1/cases/${caseId}`)).body);
    if (found.status === 'closed' || found.step.actions.length > 0) return { person, found };
  }
  return undefined;
};

/** Takes an action as its link says, with its example for answers. Says why where it is refused. */
const take = async ({ person, found }: Sight, { href, method, example }: ActionView): Promise<string | undefined> => {
  const headers = { 'if-match': `"${found.version}"`, prefer: 'wait=20' };
  const { ok, body } = await person(href, { method, headers, body: example });
  return ok ? undefined : problemSchema.parse(body).title;
};

/** Where a case is now: the title of its open step, or why it was closed. */
const placeOf = ({ status, closureReason, step }: CaseView): Text => {
  if (status !== 'closed') return step.title;
  const { fr, en } = closureReason ? closureReasonTitles[closureReason] : text('sans raison', 'no reason');
  return text(`Dossier fermé : ${fr}`, `Case closed: ${en}`);
};

/**
 * Refers an invented person and takes their case to its closure, one line a step. It knows no step of any pathway: each
 * answer of the API says what can be done next, where to send it, and what to send.
 * @throws NoSystemError
 */
export const walkCase = async (walk: Walk): Promise<void> => {
  const { api, say } = walk;
  const referrer = await signIn(api, 'referrer@est');
  const coordinator = await signIn(api, 'coordinator@est');
  const people = [coordinator, await signIn(api, 'supervisor@est')];
  const receivedAt = await refer(referrer);
  const caseId = await awaited('aucun dossier ne vient de la référence / no case comes of the referral', () =>
    caseReceivedAt(coordinator, receivedAt),
  );
  const look = () =>
    awaited('personne ne peut compléter l’étape / nobody may complete the step', () => sightOf(people, caseId));
  const choose = makeChoice(walk);
  let sight = await look();
  say(text(`Référence reçue, dossier ${sight.found.reference}`, `Referral received, case ${sight.found.reference}`));
  for (let steps = 0; sight.found.status !== 'closed'; steps += 1) {
    if (steps === mostSteps) throw new Error(`toujours ouvert après ${steps} étapes / still open after ${steps} steps`);
    const action = choose(sight.found);
    const refusal = await take(sight, action);
    const from = sight.found.step.title;
    sight = await look();
    const to = refusal === undefined ? placeOf(sight.found) : text(`refusé : ${refusal}`, `refused: ${refusal}`);
    say(text(`${from.fr} → ${action.title.fr} → ${to.fr}`, `${from.en} → ${action.title.en} → ${to.en}`));
  }
};
