/** Numbers that look like chance and are the same for a seed, so that what was found is found again. */
export type Chance = {
  /** At least 0, less than 1. */
  readonly next: () => number;
  readonly isLikely: (probability: number) => boolean;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
};

/** The generator of Park and Miller. */
const [multiplier, modulus] = [48_271, 2_147_483_647];

export const chanceOf = (seed: number): Chance => {
  let state = (seed % (modulus - 1)) + 1;
  const next = (): number => {
    state = (state * multiplier) % modulus;
    return (state - 1) / (modulus - 1);
  };
  return {
    next,
    isLikely: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
  };
};
