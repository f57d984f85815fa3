import type { Operation } from '../../aws/aws-service.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { CapacityMeter } from '../capacity.ts';
import { invalid } from '../errors.ts';
import { capacityMode, has, list, type Members, structure } from '../request/members.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import { readDelete, readPut } from './read-write.ts';
import { refuseSamePlace } from './same-place.ts';
import type { RunWrite, Write } from './write.ts';

const maxWrites = 25;

const readRequest = (tables: Catalogue, TableName: string, request: Members): Write => {
  const [put, remove] = [has(request, 'PutRequest'), has(request, 'DeleteRequest')];
  if (put === remove) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return put
    ? readPut(tables, { TableName, Item: structure(request, 'PutRequest').Item })
    : readDelete(tables, { TableName, Key: structure(request, 'DeleteRequest').Key });
};

/** BatchWriteItem; its writes happen together, which is more than AWS promises. */
export const makeBatchWrite =
  ({ tables, turns, run }: { readonly tables: Catalogue; readonly turns: Turns; readonly run: RunWrite }): Operation =>
  async (input) => {
    const requests = structure(input, 'RequestItems');
    const mode = capacityMode(input);
    const empty = Object.keys(requests).find((name) => list(requests, name).length === 0);
    if (empty !== undefined) {
      throw invalid(`The batch write request list for a table cannot be null or empty: ${empty}`);
    }
    const all = Object.keys(requests).flatMap((name) => list(requests, name).map((request) => ({ name, request })));
    if (all.length === 0) throw invalid('BatchWriteItem cannot have a null or no requests set');
    if (all.length > maxWrites) throw invalid('Too many items requested for the BatchWriteItem call');
    const writes = all.map(({ name, request }) => readRequest(tables, name, request));
    refuseSamePlace(writes, 'Provided list of item keys contains duplicates');
    const meter = new CapacityMeter();
    await turns(() => {
      for (const write of writes) run(write, meter);
    });
    const capacity = meter.report(mode);
    return { UnprocessedItems: {}, ...(mode !== 'NONE' && { ConsumedCapacity: capacity }) };
  };
