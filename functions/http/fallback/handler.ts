import { httpHandler } from '../../../shared/handler/http-handler.ts';

/** Answers every path that no route knows: it serves none. */
export const handler = httpHandler();
