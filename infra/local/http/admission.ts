import { authorityOf, isLoopback, isSameAuthority, type Authority } from './authority.ts';
import type { Refused } from './refused.ts';

/** What a request says of where it goes and where it comes from. */
export type Addressed = {
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  /** The target of the request line. */
  readonly url: string;
};

/** Where a server is known to be, beside the loopback. */
export type Known = {
  /** The address that it was configured with, such as `https://parcours.example`. */
  readonly address: string | undefined;
  /** Origins whose pages may call it, by its CORS configuration; `*` for all. */
  readonly origins: readonly string[];
};

const badHost: Refused = {
  status: 400,
  sentence:
    'Un seul en-tête Host, avec un nom et un port au plus, est nécessaire. · Exactly one Host header, with a name and at most a port, is required.',
};
const misdirected: Refused = {
  status: 421,
  sentence:
    'Ce serveur ne répond que sous localhost et sous l’adresse qui lui a été configurée. · This server answers only as localhost and as the address that it was configured with.',
};
const foreignOrigin: Refused = {
  status: 403,
  sentence:
    'L’en-tête Origin nomme une autre page que celles d’ici. · The Origin header names a page other than those served here.',
};

const schemePorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

type Place = { readonly scheme: string; readonly authority: Authority };

/** Reads `scheme://authority`, with a path where one may follow; undefined when it is none. */
const placeOf = (text: string, path: RegExp): Place | undefined => {
  const [, scheme = '', given = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(text) ?? [];
  const authority = authorityOf(given);
  return authority && path.test(rest) ? { scheme: scheme.toLowerCase(), authority } : undefined;
};

const valuesOf = ({ rawHeaders }: Addressed, name: string): readonly string[] =>
  rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);

const isSamePlace = (one: Place, other: Place): boolean =>
  one.scheme === other.scheme && isSameAuthority(one.authority, other.authority, schemePorts[one.scheme] ?? 0);

/**
 * Decides whether a request may be read at all. A page whose name was re-bound to this machine says so in `Host`, and a
 * page of another site says so in `Origin`; what a proxy might say of either is believed by nobody.
 */
export const makeAdmission = ({ address, origins }: Known): ((request: Addressed) => Refused | undefined) => {
  const configured = address === undefined ? undefined : placeOf(address, /^\/?$/);

  const isOurs = (authority: Authority): boolean =>
    isLoopback(authority.name) ||
    (configured !== undefined && isSameAuthority(authority, configured.authority, schemePorts[configured.scheme] ?? 0));

  const hostRefusal = (request: Addressed, host: Authority | undefined): Refused | undefined => {
    if (!host) return badHost;
    if (!isOurs(host)) return misdirected;
    if (request.url.startsWith('/') || request.url === '*') return undefined;
    const target = placeOf(request.url, /^/);
    if (!target) return badHost;
    return target.scheme === 'http' && isOurs(target.authority) ? undefined : misdirected;
  };

  const isAllowedOrigin = (origin: string, host: Authority): boolean => {
    if (origins.some((each) => each === '*' || each === origin)) return true;
    const place = placeOf(origin, /^$/);
    const own: readonly Place[] = [{ scheme: 'http', authority: host }, ...(configured ? [configured] : [])];
    return place !== undefined && own.some((each) => isSamePlace(each, place));
  };

  return (request) => {
    const hosts = valuesOf(request, 'host');
    const host = hosts.length === 1 ? authorityOf(hosts[0] ?? '') : undefined;
    const refused = hostRefusal(request, host);
    if (refused || !host) return refused;
    const from = valuesOf(request, 'origin');
    return from.length === 0 || (from.length === 1 && isAllowedOrigin(from[0] ?? '', host)) ? undefined : foreignOrigin;
  };
};
