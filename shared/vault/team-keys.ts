import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { KeyObject } from 'node:crypto';
import { macOf, type RowKey } from '../aws/row-key.ts';
import { makeDataKeys, type Owner } from './data-keys.ts';

type Dependencies = Parameters<typeof makeDataKeys>[0] & {
  /** ARN of the customer-managed key that wraps the teams' keys. */
  readonly keyArn: string;
  /** Authenticates the row of a new key. */
  readonly rowKey: RowKey;
};

/** A mandate of an organisation. */
export type Team = { readonly organisation: string; readonly unit: string };

const ownerOf = ({ organisation, unit }: Team): Owner => ({
  pk: `TEAM#${JSON.stringify([organisation, unit])}`,
  context: { organisation, unit },
});

/** One data key per team, made when the team first writes something to itself. */
export const makeTeamKeys = ({ keyArn, rowKey, ...dependencies }: Dependencies) => {
  const keys = makeDataKeys(dependencies);

  /** A new key once its row is written; `undefined` when somebody else wrote one in between. */
  const make = async (owner: Owner): Promise<KeyObject | undefined> => {
    const { key, row } = await keys.make(owner, keyArn);
    const Item = marshall({ ...row, mac: macOf(await rowKey(), row) });
    const put = { TableName: dependencies.table, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    try {
      await dependencies.client.send(new PutItemCommand(put));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
    return keys.remember(owner, key);
  };

  return {
    /** The key to open with; `undefined` when the team has none, or no longer. */
    find: (team: Team): Promise<KeyObject | undefined> => keys.find(ownerOf(team)),

    /** The key to seal with. */
    findOrMake: async (team: Team): Promise<KeyObject> => {
      const owner = ownerOf(team);
      const key = (await keys.find(owner)) ?? (await make(owner)) ?? (await keys.find(owner));
      if (!key) throw new Error('a team’s key was destroyed while it was made');
      return key;
    },
  };
};

export type TeamKeys = ReturnType<typeof makeTeamKeys>;
