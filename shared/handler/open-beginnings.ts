import type { OpenCaseDependencies } from '../cases/open-case.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import { makeVault } from '../vault/vault.ts';
import { makeClock } from './clock.ts';
import { openCalendars } from './open-calendars.ts';
import { environment } from './environment.ts';
import { makeIds } from './ids.ts';
import { openStarts } from './open-conductor.ts';
import type { openRecord } from './open-stores.ts';
import { openIdentity, openYouthKeys } from './open-vault.ts';

/** All that the opening of a case takes; the youth's key is made and used in the same moment. */
export const openBeginnings = (
  { store, team }: Pick<ReturnType<typeof openRecord>, 'store' | 'team'>,
  pathway: Pathway,
): OpenCaseDependencies => {
  const keys = openYouthKeys();
  const vault = makeVault({ keys });
  return {
    store,
    keys,
    vault,
    identity: openIdentity(vault),
    keyArn: environment('YOUTH_KEY_ARN'),
    starts: openStarts(),
    clock: makeClock(),
    ids: makeIds(),
    calendars: openCalendars({ team }),
    pathway,
  };
};
