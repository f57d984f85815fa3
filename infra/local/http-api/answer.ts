import type { HttpAnswer } from '../http/request.ts';

/** The fixed bodies that API Gateway answers with by itself. */
export const gatewayAnswer = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

export const serverError = gatewayAnswer(500, 'Internal Server Error');
export const unavailable = gatewayAnswer(503, 'Service Unavailable');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const headersOf = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(given) ? given : {}).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.map(String).join(',') : String(value),
    ]),
  );

const structured = (result: Readonly<Record<string, unknown>>): HttpAnswer => {
  const { statusCode, headers, cookies, body = '', isBase64Encoded } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return serverError;
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...headersOf(headers),
      ...(Array.isArray(cookies) ? { 'set-cookie': cookies.map(String) } : {}),
    },
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
};

/** Turns what a function returned into an HTTP answer; without a `statusCode` it is inferred to be 200 and JSON. */
export const answerOf = (result: unknown): HttpAnswer => {
  if (isObject(result) && 'statusCode' in result) return structured(result);
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: typeof result === 'string' ? result : JSON.stringify(result),
  };
};
