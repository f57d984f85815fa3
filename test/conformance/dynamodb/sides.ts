import { DatabaseSync } from 'node:sqlite';
import { makeClock } from '../../../infra/local/clock/clock.ts';
import { makeDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { groupCommit } from '../../../infra/local/sqlite/group-commit.ts';

/** What a store answers: the output of the operation, or the error that refused it. */
export type Answer =
  | { readonly is: 'output'; readonly output: Json }
  | { readonly is: 'error'; readonly code: string; readonly message: string; readonly members: Json };

export type Json = { readonly [name: string]: unknown };

/** One of the two stores under comparison, at the level of the JSON protocol. */
export type Side = (operation: string, input: Json) => Promise<Answer>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The store of the embedded runtime, in memory. */
export const ourStore = (): Side => {
  const db = new DatabaseSync(':memory:');
  const clock = makeClock();
  const service = makeDynamoDb({
    db,
    turns: groupCommit(db).turns,
    clock,
    region: 'ca-central-1',
    account: '000000000000',
  });
  return async (operation, input) => {
    const run = service.operations[operation];
    if (!run) throw new Error(`no operation ${operation}`);
    try {
      return { is: 'output', output: (await run(structuredClone(input))) as Json };
    } catch (error) {
      if (!isJson(error) || typeof error.code !== 'string') throw error;
      const members = isJson(error.members) ? error.members : {};
      return { is: 'error', code: error.code, message: String(error.message), members };
    }
  };
};

/** A DynamoDB that listens on a port of this machine. */
export const listeningStore = (port: number): Side => {
  const headers = (operation: string) => ({
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20200101/ca-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
  });
  return async (operation, input) => {
    const response = await fetch(`http://localhost:${port}/`, {
      method: 'POST',
      headers: headers(operation),
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as Json;
    if (response.ok) return { is: 'output', output: body };
    const { __type: type, Message, message = Message, ...members } = body;
    return { is: 'error', code: String(type).split('#').at(-1) ?? '', message: String(message), members };
  };
};
