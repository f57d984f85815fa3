import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { personSchema, type Person } from '../domain/person.ts';

const identitySchema = z.object({ youthId: z.string(), person: personSchema });

/**
 * Who the youths are: a table of its own, which only the functions that need it can reach.
 */
export const makeIdentity = ({
  client,
  table,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}) => ({
  table,

  /** The row of a new youth, for the transaction that opens the case. */
  toRow: (youthId: string, person: Person): Readonly<Record<string, unknown>> => ({
    pk: `YOUTH#${youthId}`,
    youthId,
    person,
  }),

  read: async (youthId: string): Promise<Person | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { pk: `YOUTH#${youthId}` }, ConsistentRead: true }),
    );
    return Item && identitySchema.parse(Item).person;
  },
});

export type Identity = ReturnType<typeof makeIdentity>;
