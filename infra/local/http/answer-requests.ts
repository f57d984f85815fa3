import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Addressed } from './admission.ts';
import { BodyRefusal, makeBodies } from './bodies.ts';
import type { Limits } from './limits.ts';
import type { Refused } from './refused.ts';
import { readHead, type HttpAnswer, type IncomingRequest } from './request.ts';
import { send } from './send.ts';

/** Gives the answer to a request, of which only the head has been read. */
export type Answer = (request: IncomingRequest) => Promise<HttpAnswer>;

type Deps = {
  readonly answer: Answer;
  /** Why a request is not even read. */
  readonly refusalOf: (request: Addressed) => Refused | undefined;
  /** A refusal in the words of the server's protocol. */
  readonly refuse: (refused: Refused) => HttpAnswer;
  readonly maxBodyBytes: number;
  readonly tooLarge: HttpAnswer;
  readonly limits: Limits;
  readonly isStopping: () => boolean;
  readonly onError: (error: unknown) => void;
};

/** Seconds after which a caller who found no room may try again. */
const retryAfterSeconds = 2;

const failed: HttpAnswer = {
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'Internal Server Error' }),
};

/** Tells a caller who asked first that the body is wanted. */
type GoOn = (response: ServerResponse) => void;

/** Answers requests: nothing of a body is read before somebody asks for it, and never more than its share. */
export const answerRequests = (deps: Deps): ((goOn: GoOn) => RequestListener) => {
  const { answer, refusalOf, refuse, maxBodyBytes, tooLarge, limits, isStopping, onError } = deps;
  const bodyOf = makeBodies(limits);

  const refusedBody = ({ why }: BodyRefusal): HttpAnswer => {
    if (why === 'too-large') return tooLarge;
    const { headers, ...rest } = refuse(why);
    return {
      ...rest,
      headers: { ...headers, ...(why.status === 503 && { 'retry-after': String(retryAfterSeconds) }) },
    };
  };

  const asAnswer = (error: unknown): HttpAnswer => {
    if (error instanceof BodyRefusal) return refusedBody(error);
    onError(error);
    return failed;
  };

  const answered = async (message: IncomingMessage, response: ServerResponse, goOn: GoOn): Promise<void> => {
    const body = bodyOf(message);
    const head = readHead(message);
    let whole: ReturnType<IncomingRequest['receive']> | undefined;
    const receive: IncomingRequest['receive'] = (maxBytes = maxBodyBytes) => {
      if (!whole) goOn(response);
      whole ??= body.read(Math.min(maxBytes, maxBodyBytes)).then((bytes) => ({ ...head, body: bytes }));
      return whole;
    };
    try {
      const given = await answer({ ...head, receive }).catch(asAnswer);
      // A small body that nobody wanted may have come along with the head.
      if (!message.complete) await setImmediate();
      send(response, given, { ...limits, isLast: isStopping() });
    } finally {
      body.letGo();
    }
  };

  return (goOn) => (message, response) => {
    const refused = refusalOf({ rawHeaders: message.rawHeaders, url: message.url ?? '' });
    const isTooLarge = Number(message.headers['content-length'] ?? 0) > maxBodyBytes;
    if (refused || isTooLarge) {
      send(response, refused ? refuse(refused) : tooLarge, { ...limits, isLast: true });
      return;
    }
    answered(message, response, goOn).catch(() => {
      response.destroy(); // an answer that is no HTTP, or nobody left to read it
    });
  };
};
