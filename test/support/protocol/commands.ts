import fc from 'fast-check';
import type { InterruptionName } from '../../../shared/domain/vocabulary.ts';
import type { Point } from './hook.ts';
import { interruptible } from './gaps.ts';

/** What dies or lingers within a move: the process at the `nth` passing of a point, or nothing. */
export type Fate = { readonly point: Point; readonly nth: number } | undefined;

/** What somebody may do to a case; `choice` and `by` select among what is there then. */
export type Deed =
  | { readonly kind: 'complete'; readonly choice: number; readonly by: number }
  | { readonly kind: 'interrupt'; readonly name: InterruptionName }
  | { readonly kind: 'resume' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'activity' }
  | { readonly kind: 'redrive' }
  | { readonly kind: 'deliver'; readonly choice: number }
  /** An attempt of open-step that was given up long ago comes now. */
  | { readonly kind: 'zombie'; readonly choice: number }
  | { readonly kind: 'sweep' };

/** One move of a sequence. */
export type Move =
  | { readonly kind: 'alone'; readonly deed: Deed; readonly fate: Fate }
  /** Two at once; `steps` says how long each waits at every point. */
  | { readonly kind: 'together'; readonly deeds: readonly [Deed, Deed]; readonly steps: readonly number[] }
  /** A success that was sent before is sent again. */
  | { readonly kind: 'echo'; readonly choice: number }
  | { readonly kind: 'stop'; readonly choice: number; readonly isTold: boolean }
  | { readonly kind: 'aws-redrive'; readonly choice: number }
  | { readonly kind: 'settle' }
  | { readonly kind: 'pass'; readonly milliseconds: number };

const points: readonly Point[] = [
  'before read',
  'after read',
  'before write',
  'after write',
  'before callback',
  'after callback',
  'before start',
  'after start',
  'before standing',
  'after list',
];

const choice = fc.nat(1_000);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('complete' as const), choice, by: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('interrupt' as const), name: fc.constantFrom(...interruptible) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'resume' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'activity' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'redrive' as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('deliver' as const), choice }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('zombie' as const), choice }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sweep' as const }) },
);

const fate: fc.Arbitrary<Fate> = fc.option(
  fc.record({ point: fc.constantFrom(...points), nth: fc.integer({ min: 1, max: 2 }) }),
  { nil: undefined, freq: 3 },
);

const second = 1_000;
const hour = 3_600 * second;

/** One move: people, Step Functions, the clock and bad luck. */
export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('alone' as const), deed, fate }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('together' as const),
      deeds: fc.tuple(deed, deed),
      steps: fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('echo' as const), choice }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), choice, isTold: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('aws-redrive' as const), choice }) },
  { weight: 5, arbitrary: fc.constant({ kind: 'settle' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(
        5 * second,
        20 * second,
        120 * second,
        3 * hour,
        72 * hour,
        8 * 24 * hour,
        301 * 24 * hour,
      ),
    }),
  },
);
