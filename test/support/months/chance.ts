const fullTurn = 0x6d2b79f5;

/** Numbers from 0 to 1 that look like chance and are always the same for one seed (mulberry32). */
export const makeChance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + fullTurn) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
