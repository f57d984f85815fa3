import { routes } from '../../../shared/api/routes.ts';
import { makeReadCase } from '../../../shared/cases/read-case.ts';
import { makeClock } from '../../../shared/handler/clock.ts';
import { httpHandler, serve } from '../../../shared/handler/http-handler.ts';
import { openRecordToRead } from '../../../shared/handler/open-stores.ts';
import { openIdentity, openVault } from '../../../shared/handler/open-vault.ts';
import { pathwayOf } from '../../../workflows/catalogue.ts';
import { makeReadPerson } from './read-person.ts';

const { store, members } = openRecordToRead();
const clock = makeClock();
const readCase = makeReadCase({ store, members, clock, pathwayOf });

export const handler = httpHandler(
  serve(routes.readPerson, makeReadPerson({ readCase, identity: openIdentity(openVault()), clock })),
);
