import { AsyncLocalStorage } from 'node:async_hooks';
import { isEnded } from '../access/sessions.ts';
import { ProblemError } from '../api/problem.ts';
import { digest } from '../cases/digest.ts';
import { membershipItem } from '../store/items/membership-item.ts';
import { keys } from '../store/keys.ts';
import type { RecordTable } from '../store/record-table.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Whose token came with a request, and the session that it belongs to; both empty on a public route. */
export type Caller = { readonly sub: string; readonly session: string };

const callers = new AsyncLocalStorage<Caller>();
const sessionLength = 16;

/** Claims that OpenID Connect has in ID tokens only: these say who signed in, and open nothing. */
const ofIdTokens = ['nonce', 'at_hash', 'c_hash'];

const isAccessToken = (claims: Claims): boolean =>
  (claims['token_use'] === undefined || claims['token_use'] === 'access') &&
  !ofIdTokens.some((name) => claims[name] !== undefined);

/**
 * The sign-in that a token comes from, by what its issuer gives: Cognito's `origin_jti` and OpenID Connect's `sid` are the
 * same in every token that is renewed from it; with neither, the token itself.
 */
const sessionOf = ({ origin_jti: origin, sid, jti, iat }: Claims): string =>
  digest([origin ?? sid ?? jti ?? iat]).slice(0, sessionLength);

/** Who calls, by the claims that the gateway verified. @throws ProblemError `token-refused` for an ID token */
export const callerOf = (claims: Claims | undefined): Caller => {
  if (claims === undefined) return { sub: '', session: '' };
  if (!isAccessToken(claims)) throw new ProblemError('token-refused');
  const { sub } = claims;
  return { sub: typeof sub === 'string' ? sub : '', session: sessionOf(claims) };
};

/** Does something on behalf of a caller. */
export const onBehalfOf = <T>(caller: Caller, work: () => Promise<T>): Promise<T> => callers.run(caller, work);

/**
 * The record, closed to sessions that have ended: every request reads its caller's membership anyway, and the row says
 * which those are. So a sign-out counts from the next request on, and costs no read.
 */
export const closedToEnded = (table: RecordTable): RecordTable => ({
  ...table,
  /** @throws ProblemError `token-refused` */
  batchRead: async (wanted) => {
    const rows = await table.batchRead(wanted);
    const caller = callers.getStore();
    const own = caller && keys.membership(caller.sub);
    const row = own && rows.find((each) => each?.['pk'] === own.pk && each['sk'] === own.sk);
    const hasEnded =
      row?.['endedSessions'] !== undefined && isEnded(membershipItem.fromRow(row), caller?.session ?? '');
    if (hasEnded) throw new ProblemError('token-refused');
    return rows;
  },
});
