import { openApi } from '../../../shared/api/openapi/document.ts';
import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { published } from '../../../workflows/catalogue.ts';
import { makeReadOpenApi } from './read-openapi.ts';

export const handler = httpHandler(
  serve(
    routes.readOpenApi,
    makeReadOpenApi(() => openApi(routes, published)),
  ),
);
