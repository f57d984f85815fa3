import { invocations } from './caller.ts';
import { refuseEnded, takeRefusal } from './direct-calls.ts';
import type { AwsAnswer, Dispatch } from './dispatch.ts';

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
    request: SdkRequest,
    options?: { readonly abortSignal?: { readonly aborted: boolean } },
  ) => Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array; reason: string };
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
  response: { statusCode: status, headers: { ...headers }, body: new TextEncoder().encode(body), reason: '' },
});

/** Serves SDK calls without a socket. A call of an invocation that is over fails. */
export const inProcessRequestHandler = (dispatch: Dispatch): InProcessRequestHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request, options) => {
    if (options?.abortSignal?.aborted === true) {
      throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
    }
    const caller = invocations.getStore();
    refuseEnded(caller);
    const { method, path, headers, body } = request;
    const asked = { method, path, headers, body: bodyOf(body), caller };
    return responseOf(takeRefusal() ?? (await invocations.run(undefined, () => dispatch.answer(asked))));
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
  destroy: () => {},
});
