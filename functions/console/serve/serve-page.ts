import { securityHeaders } from '../../../shared/api/security-headers.ts';
import { pageOf, type SignIn } from './page.ts';
import type { PageFiles } from './page-files.ts';

type Request = {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
};

type Answer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
};

type Dependencies = {
  readonly files: PageFiles;
  readonly signIn: SignIn;
  /** Addresses outside that the page may call. */
  readonly callable: readonly string[];
};

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Nothing from anywhere else, and nothing inline: what is not named here is refused by the browser. */
const policyOf = (callable: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${[...new Set(callable.map((url) => new URL(url).origin))].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** For search engines, which are to keep away: nothing here is for them. */
const robots: Answer = {
  statusCode: 200,
  headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  body: 'User-agent: *\nDisallow: /\n',
};

/** Serves the page and its files. The names of files hold a hash, so that they may be kept; the page itself is asked for again. */
export const makeServePage = ({ files, signIn, callable }: Dependencies) => {
  const page: Answer = {
    statusCode: 200,
    headers: {
      ...securityHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(callable),
      'content-language': 'fr',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    },
    body: pageOf(files.names, signIn),
  };

  const asset = (name: string, accepted: string): Answer => {
    const type = types[name.replace(/^.*\./, '')];
    const compressed = accepted.includes('br') ? files.read(`${name}.br`) : undefined;
    const bytes = compressed ?? files.read(name);
    if (type === undefined || !bytes) {
      return { statusCode: 404, headers: { ...securityHeaders, 'content-type': 'text/plain' }, body: '' };
    }
    return {
      statusCode: 200,
      headers: {
        ...securityHeaders,
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(compressed && { 'content-encoding': 'br' }),
      },
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    };
  };

  /** Browsers ask for it by themselves beside whatever is no page. Its name has no hash, so that it is kept for a day only. */
  const favicon = (accepted: string): Answer => {
    const { headers, ...icon } = asset(files.names.icon, accepted);
    return { ...icon, headers: { ...headers, 'cache-control': 'public, max-age=86400' } };
  };

  return ({ rawPath, headers, pathParameters }: Request): Promise<Answer> => {
    const accepted = headers['accept-encoding'] ?? '';
    if (rawPath === '/robots.txt') return Promise.resolve(robots);
    if (rawPath === '/favicon.ico') return Promise.resolve(favicon(accepted));
    const isAsset = rawPath.startsWith('/assets/');
    return Promise.resolve(isAsset ? asset(pathParameters?.['file'] ?? '', accepted) : page);
  };
};
