import type { TableSpec } from '../dynamodb/tables/table.ts';
import type { Resource } from '../template/load-stack.ts';

type Ttl = { readonly AttributeName?: string; readonly Enabled: boolean };

/** One `AWS::DynamoDB::Table` in the words of CreateTable. */
export const tableSpec = ({ ref, properties }: Resource): TableSpec => {
  const given = properties as Pick<TableSpec, 'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes'>;
  const ttl = properties['TimeToLiveSpecification'] as Ttl | undefined;
  return {
    TableName: ref,
    AttributeDefinitions: given.AttributeDefinitions,
    KeySchema: given.KeySchema,
    ...(given.GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: given.GlobalSecondaryIndexes } : {}),
    ...(ttl?.Enabled === true && ttl.AttributeName !== undefined ? { TimeToLiveAttribute: ttl.AttributeName } : {}),
  };
};
