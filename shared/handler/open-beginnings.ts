import type { OpenCaseDependencies } from '../cases/open-case.ts';
import type { Pathway } from '../domain/pathway/pathway.ts';
import type { CaseStore } from '../store/case-store.ts';
import { makeVault } from '../vault/vault.ts';
import { makeClock } from './clock.ts';
import { environment } from './environment.ts';
import { makeIds } from './ids.ts';
import { openStarts } from './open-conductor.ts';
import { openIdentity, openYouthKeys } from './open-vault.ts';

/** All that the opening of a case takes; the youth's key is made and used in the same moment. */
export const openBeginnings = (store: CaseStore, pathway: Pathway): OpenCaseDependencies => {
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
    pathway,
  };
};
