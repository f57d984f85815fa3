import type { ClinicalAdvice } from '../domain/team/clinical-advice.ts';
import { adviceItem, askedAdviceItem } from './items/advice-items.ts';
import { families, keys, type Key } from './keys.ts';
import type { RecordTable } from './record-table.ts';
import { isNew, type Put } from './writes.ts';

/** How many are shown on either side: far more than 90 days bring. */
const mostShown = 100;

/** Clinical advice, between the worker who asks and the supervisor who is asked. */
export const makeAdviceStore = (table: RecordTable) => {
  const put = (name: string, row: Put['row'], when: NonNullable<Put['when']>): Put => ({
    name,
    table: table.table,
    row,
    when,
  });

  const readAll = async (wanted: readonly Key[]): Promise<readonly ClinicalAdvice[]> =>
    (await table.batchRead(wanted)).flatMap((row) => table.readable(adviceItem, row) ?? []);

  return {
    /** What somebody asked, and what they were asked, newest first on each side; also what is past its time. */
    of: async (sub: string): Promise<readonly ClinicalAdvice[]> => {
      const { pk } = keys.membership(sub);
      const page = { limit: mostShown, newestFirst: true };
      const [own, asked] = await Promise.all([
        table.queryCase(pk, { ...page, prefix: families.advice }),
        table.queryCase(pk, { ...page, prefix: families.askedAdvice }),
      ]);
      const wanted = asked
        .flatMap((row) => table.readable(askedAdviceItem, row) ?? [])
        .map(({ author, adviceId }) => keys.advice(author, adviceId));
      return [...own.flatMap((row) => table.readable(adviceItem, row) ?? []), ...(await readAll(wanted))];
    },

    /** What this supervisor was asked under that id. */
    askedOf: async (supervisor: string, adviceId: string): Promise<ClinicalAdvice | undefined> => {
      const [row] = await table.batchRead([keys.askedAdvice(supervisor, adviceId)]);
      const asked = table.readable(askedAdviceItem, row);
      if (!asked) return undefined;
      const [found] = await readAll([keys.advice(asked.author, adviceId)]);
      return found;
    },

    /** @throws WriteRefusedError when somebody else wrote in between; nothing was written then */
    write: (writes: readonly Put[]): Promise<void> => table.transact(writes),

    puts: {
      asked: (value: ClinicalAdvice): readonly Put[] => {
        const { adviceId, author, supervisor, expiresAt } = value;
        return [
          put('clinical-advice', adviceItem.toRow(value), isNew),
          put('asked-advice', askedAdviceItem.toRow({ adviceId, author, supervisor, expiresAt }), isNew),
        ];
      },
      /** A second answer replaces the first. */
      answered: (value: ClinicalAdvice) =>
        put('clinical-advice', adviceItem.toRow(value), { expression: 'attribute_exists(pk)' }),
    },
  };
};

export type AdviceStore = ReturnType<typeof makeAdviceStore>;
