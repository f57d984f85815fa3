/** Work on one key at a time, in the order of asking; keys that nobody works on take no memory. */
export const makeLocks = () => {
  const tails = new Map<number, Promise<unknown>>();

  return {
    run: <T>(key: number, work: () => Promise<T>): Promise<T> => {
      const before = tails.get(key) ?? Promise.resolve();
      const turn = before.then(work, work);
      const tail = turn
        .catch(() => {})
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return turn;
    },
    /** Resolves when nothing is under way. */
    settled: async (): Promise<void> => {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
};
