import { callers } from './caller.ts';
import type { AwsAnswer, Dispatch } from './dispatch.ts';
import { InProcessCall } from './in-process-call.ts';

/** The part of an SDK's `HttpRequest` that is read here. */
type SdkRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** What every AWS SDK v3 client takes as its `requestHandler`. */
export type InProcessRequestHandler = {
  readonly metadata: { readonly handlerProtocol: string };
  readonly handle: (
    request: SdkRequest | InProcessCall,
    options?: { readonly abortSignal?: { readonly aborted: boolean } },
  ) => Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array | object; reason: string };
  }>;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => object;
  readonly destroy: () => void;
};

const bodyOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  if (!(body instanceof Uint8Array)) return '';
  // Through the memory itself: an SDK's body may be an array that warns when it is asked for its value.
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
};

const responseOf = ({ status, headers, body }: AwsAnswer) => ({
  statusCode: status,
  headers: { ...headers },
  body: new TextEncoder().encode(body),
  reason: '',
});

const aborted = (message: string): Error => Object.assign(new Error(message), { name: 'AbortError' });

/**
 * Serves SDK calls without a socket, and without text where `InProcessProtocol` hands over the parsed input. A call of an
 * invocation that is over fails: on AWS it would no longer exist.
 */
export const inProcessRequestHandler = (dispatch: Dispatch): InProcessRequestHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request, options) => {
    if (options?.abortSignal?.aborted === true) throw aborted('Request aborted');
    if (callers.getStore()?.isFenced() === true) throw aborted('The invocation that makes this call is over');
    if (request instanceof InProcessCall) {
      const done = await dispatch.call(request.target, request.input);
      return 'output' in done
        ? { response: { statusCode: 200, headers: {}, body: done.output, reason: '' } }
        : { response: responseOf(done.failed) };
    }
    const answer = await dispatch.answer({
      method: request.method,
      path: request.path,
      headers: request.headers,
      body: bodyOf(request.body),
    });
    return { response: responseOf(answer) };
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
  destroy: () => {},
});
