import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

export type Attributes = Record<string, AttributeValue>;

/** A row as DynamoDB's own types; members that are undefined are left out. */
export const toAttributes = (row: Readonly<Record<string, unknown>>): Attributes =>
  marshall(row, { removeUndefinedValues: true });

export const fromAttributes = (attributes: Attributes): Readonly<Record<string, unknown>> => unmarshall(attributes);
