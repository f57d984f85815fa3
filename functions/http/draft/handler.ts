import { routes } from '../../../shared/api/routes.ts';
import { makeDrafts } from '../../../shared/cases/draft.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecord } from '../../../shared/handler/open-stores.ts';
import { openVault } from '../../../shared/handler/open-vault.ts';
import { makeReadDraft } from './read-draft.ts';
import { makeWriteDraft } from './write-draft.ts';

const drafts = makeDrafts({ store: openRecord().store, vault: openVault(), clock: makeClock() });

export const handler = httpHandler(
  serve(routes.writeDraft, makeWriteDraft(drafts)),
  serve(routes.readDraft, makeReadDraft(drafts)),
);
