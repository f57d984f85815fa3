import type { Operation } from '../../aws/aws-service.ts';
import type { Turns } from '../../sqlite/group-commit.ts';
import { CapacityMeter } from '../capacity.ts';
import { capacityMode, type Members, oneOf } from '../request/members.ts';
import type { Catalogue } from '../tables/catalogue.ts';
import type { Item } from '../values/attribute-value.ts';
import { readDelete, readPut, readUpdate } from './read-write.ts';
import type { RunWrite, Write, Written } from './write.ts';

type Deps = { readonly tables: Catalogue; readonly turns: Turns; readonly run: RunWrite };
type Shown = (written: Written) => Item | undefined;

const updateReturns = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] as const;

const oldIfAsked = (input: Members): Shown =>
  oneOf(input, 'ReturnValues', ['ALL_OLD', 'NONE'], 'NONE') === 'ALL_OLD' ? ({ old }) => old : () => undefined;

/** PutItem, DeleteItem and UpdateItem: check first, then one turn. */
export const makeSingleWrites = ({ tables, turns, run }: Deps): Readonly<Record<string, Operation>> => {
  const perform = async (input: Members, write: Write, shown: Shown): Promise<object> => {
    const meter = new CapacityMeter();
    const mode = capacityMode(input);
    const attributes = shown(await turns(() => run(write, meter)));
    const [capacity] = meter.report(mode);
    return { ...(attributes && { Attributes: attributes }), ...(capacity && { ConsumedCapacity: capacity }) };
  };

  return {
    PutItem: async (input) => perform(input, readPut(tables, input), oldIfAsked(input)),
    DeleteItem: async (input) => perform(input, readDelete(tables, input), oldIfAsked(input)),
    UpdateItem: async (input) => {
      const returned = oneOf(input, 'ReturnValues', updateReturns, 'NONE');
      const write = readUpdate(tables, input);
      return perform(input, write, ({ old, next }) => {
        const item = returned.endsWith('OLD') ? old : returned.endsWith('NEW') ? next : undefined;
        if (!item || returned.startsWith('ALL')) return item;
        const part = write.update.show(item);
        return Object.keys(part).length > 0 ? part : undefined;
      });
    },
  };
};
