import type { KeyObject } from 'node:crypto';
import { ProblemError } from '../api/problem.ts';
import { makeDataKeys, type Owner } from './data-keys.ts';

type Dependencies = Parameters<typeof makeDataKeys>[0];

const ownerOf = (youthId: string): Owner => ({ pk: `YOUTH#${youthId}`, context: { youthId } });

/** One data key per youth. */
export const makeYouthKeys = (dependencies: Dependencies) => {
  const keys = makeDataKeys(dependencies);
  return {
    table: dependencies.table,

    /** A new youth's key, and the row that holds it wrapped, for the transaction that opens the case. */
    make: async (youthId: string, keyId: string): Promise<Readonly<Record<string, unknown>>> => {
      const owner = ownerOf(youthId);
      const { key, row } = await keys.make(owner, keyId);
      keys.remember(owner, key);
      return row;
    },

    /**
     * @throws ProblemError `content-destroyed` when the row is gone: what was sealed with it can never be read again; or as
     * the SDK does when AWS refuses or is out of reach
     */
    of: async (youthId: string): Promise<KeyObject> => {
      const key = await keys.find(ownerOf(youthId));
      if (!key) throw new ProblemError('content-destroyed');
      return key;
    },
  };
};

export type YouthKeys = ReturnType<typeof makeYouthKeys>;
