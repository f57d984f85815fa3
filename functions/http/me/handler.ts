import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { makeReadAccount } from './read-account.ts';

export const handler = httpHandler(serve(routes.readAccount, makeReadAccount(openRecord())));
