import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { HttpAnswer, HttpRequest } from '../http/request.ts';
import { RuntimeRefusal } from '../refusal.ts';
import type { DemoUser } from './demo-user.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import { parseDuration } from './duration.ts';
import type { DiskRefusal, DiskWatch } from '../sqlite/disk-watch.ts';
import type { Issuer } from './issuer.ts';

type Deps = {
  readonly issuer: Issuer;
  readonly users: readonly DemoUser[];
  readonly clock: Pick<Clock, 'now' | 'advance' | 'letGo'>;
  /** Copies data and keys, and gives the folder. */
  readonly backUp: () => string;
  readonly mailbox: Pick<Mailbox, 'list'>;
  /** What an error is of the disk's, if anything. */
  readonly diskRefusal: DiskWatch['note'];
};

type Page = (request: HttpRequest) => unknown;

const tokenBody = z.object({ user: z.string() });
const clockBody = z.object({ advance: z.string() });

/** How far the clock moves at once, in milliseconds; and past when it never does, since no date is written that late. */
const furthest = 10 * 366 * 86_400_000;
const endOfTime = Date.parse('2100-01-01T00:00:00Z');

/** An answer other than 200, on its way out. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const json = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** Seconds after which it is worth trying again. */
const retryAfterSeconds = 5;

const unavailable = ({ message }: DiskRefusal): HttpAnswer => ({
  status: 503,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'retry-after': String(retryAfterSeconds),
  },
  body: JSON.stringify({ type: '/problems/unavailable', title: message, status: 503 }),
});

const bodyOf = <T>({ body }: HttpRequest, schema: z.ZodType<T>, example: string): T => {
  let given: unknown;
  try {
    given = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refused(400, `the body must be JSON such as ${example}`);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refused(400, `the body must be such as ${example}`);
};

const pagesOf = ({ issuer, users, clock, backUp, mailbox }: Deps): Readonly<Record<string, Page>> => {
  const time = (): string => new Date(clock.now()).toISOString();
  return {
    'GET /_local/oidc/.well-known/openid-configuration': issuer.discovery,
    'GET /_local/oidc/.well-known/jwks.json': issuer.jwks,
    'GET /_local/users': () =>
      users.map(({ user, role, organisation, channel }) => ({ user, role, organisation, channel })),
    'POST /_local/token': async (request) => {
      const { user: wanted } = bodyOf(request, tokenBody, '{"user": "…"}');
      const user = users.find((each) => each.user === wanted);
      if (!user) throw new Refused(404, `no demo user ${wanted}: GET /_local/users lists them`);
      return issuer.token(user.sub, randomUUID());
    },
    'GET /_local/clock': () => ({ now: time() }),
    'POST /_local/clock': async (request) => {
      const { advance } = bodyOf(request, clockBody, '{"advance": "P3D"}');
      const milliseconds = parseDuration(advance, clock.now());
      if (milliseconds === undefined) {
        throw new Refused(400, `${advance} is not an ISO 8601 duration forward, such as P3D or PT90M`);
      }
      if (milliseconds > furthest || clock.now() + milliseconds > endOfTime) {
        throw new Refused(400, `${advance} is too far: at most 10 years at a time, and not past the year 2100`);
      }
      const target = clock.now() + milliseconds;
      await clock.advance(milliseconds);
      if (clock.now() < target) throw new Refused(409, `let go on the way: it is ${time()} now`);
      return { now: time(), advancedBy: advance };
    },
    'DELETE /_local/clock': () => {
      clock.letGo();
      return { now: time() };
    },
    'GET /_local/mailbox': ({ query }) => mailbox.list(new URLSearchParams(query).get('to') ?? undefined),
    'POST /_local/backup': () => ({ folder: backUp() }),
  };
};

/** What exists only on one machine: demo users and their tokens, the clock, the mail, backups, the issuer's documents. */
export const makeLocalPages = (deps: Deps): ((request: HttpRequest) => Promise<HttpAnswer>) => {
  const { diskRefusal } = deps;
  const pages = new Map(Object.entries(pagesOf(deps)));
  return async (request) => {
    try {
      const page = pages.get(`${request.method} ${request.path}`);
      return page ? json(200, await page(request)) : json(404, { message: 'Not Found' });
    } catch (error) {
      if (error instanceof Refused) return json(error.status, { message: error.message });
      if (error instanceof RuntimeRefusal) return json(409, { message: error.message });
      const refusal = diskRefusal(error);
      if (refusal) return unavailable(refusal);
      throw error;
    }
  };
};
