import type { HttpRequest } from '../http/request.ts';

/** What API Gateway adds to a request. */
type EventContext = {
  readonly account: string;
  readonly apiId: string;
  readonly requestId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly jwt:
    { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null } | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
const accessTime = (now: number): string => {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(now).toISOString()) ?? [];
  return `${day ?? ''}/${months[Number(month) - 1] ?? ''}/${year ?? ''}:${time ?? ''} +0000`;
};

/** As measured on API Gateway: only these arrive as text, everything else (forms too) as base64. */
const isText = (contentType: string | undefined): boolean =>
  /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(contentType ?? '');

const bodyOf = ({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  return isText(headers['content-type'])
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
};

const queryOf = (query: string): { queryStringParameters?: Record<string, string> } => {
  if (query === '') return {};
  const parameters = new URLSearchParams(query);
  const joined = [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')] as const);
  return { queryStringParameters: Object.fromEntries(joined) };
};

const cookiesOf = (cookie: string | undefined): { cookies?: string[] } =>
  cookie === undefined ? {} : { cookies: cookie.split(';').map((each) => each.trim()) };

/** The event that a function gets for a request: payload format 2.0. */
export const httpEvent = (request: HttpRequest, context: EventContext): object => {
  const { cookie, ...headers } = request.headers;
  const domainName = headers['host'] ?? 'localhost';
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath: request.path,
    rawQueryString: request.query,
    ...cookiesOf(cookie),
    headers: {
      ...headers,
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': domainName.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...queryOf(request.query),
    requestContext: {
      accountId: context.account,
      apiId: context.apiId,
      ...(context.jwt ? { authorizer: { jwt: context.jwt } } : {}),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: '$default',
      time: accessTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(context.pathParameters).length > 0 ? { pathParameters: context.pathParameters } : {}),
    ...(context.stageVariables ? { stageVariables: context.stageVariables } : {}),
    ...bodyOf(request),
  };
};
