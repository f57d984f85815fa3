import { routes } from '../../../shared/api/routes.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { published } from '../../../workflows/catalogue.ts';
import { makeListPathways } from './list-pathways.ts';
import { makeReadPathway } from './read-pathway.ts';

const dependencies = { members: openRecordToRead().members, published };

export const handler = httpHandler(
  serve(routes.listPathways, makeListPathways(dependencies)),
  serve(routes.readPathway, makeReadPathway(dependencies)),
);
