import { createSecretKey } from 'node:crypto';
import type { RowKey } from '../../shared/aws/row-key.ts';
import { makeVault, type Vault } from '../../shared/vault/vault.ts';
import type { YouthKeys } from '../../shared/vault/youth-keys.ts';

const key = createSecretKey(Buffer.alloc(32, 7));

/** Real sealing with one known key for everybody: for tests of what happens around it. */
export const oneKey: Pick<YouthKeys, 'table' | 'make' | 'of'> = {
  table: 'keys',
  make: (youthId) => Promise.resolve({ pk: `YOUTH#${youthId}`, wrapped: '' }),
  of: () => Promise.resolve(key),
};

export const vaultOfOneKey: Vault = makeVault({ keys: oneKey });

/** One known key of rows. */
export const oneRowKey: RowKey = () => Promise.resolve(key);
