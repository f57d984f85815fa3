import type { CaseRole, Intensity } from '../vocabulary.ts';

/** ISO 8601 duration; a negative one lies before its reference. */
export type Duration = `P${string}` | `-P${string}`;

/**
 * What a duration counts. `elapsed`: hours and days as they pass, night and holiday included. `business`: working days and
 * hours only. `calendar`: every day counts, and a due time that falls outside working hours moves to the next opening.
 * `reachable`: hours as they pass, and a moment outside working hours, or in the first two of a day, moves to two hours after
 * that opening, so that whoever could act has their morning first.
 */
export const timeKinds = ['elapsed', 'business', 'calendar', 'reachable'] as const;
export type TimeKind = (typeof timeKinds)[number];

/** How long there is. */
export type Due = { readonly in: Duration; readonly time: TimeKind };

export type ByIntensity<T> = Readonly<Record<Intensity, T>>;

/** Rungs of a ladder. The clinical supervisor is none of them; the direction sees counts. */
export const rungNames = ['due-soon', 'due', 'backup-and-coordinator', 'direction'] as const;
export type RungName = (typeof rungNames)[number];

/** A rung stands `after` the due time, or before it when negative. */
export type Rung = { readonly rung: RungName; readonly after: Duration; readonly time: TimeKind };

/** Who owes something, how long they have, and what happens around the due time. */
export type Clock = {
  readonly owner: CaseRole;
  readonly due: ByIntensity<Due>;
  readonly ladder: ByIntensity<readonly Rung[]>;
};

/**
 * The contact clock of a case: `first` from the receipt of the referral, then `due` from each contact or attempt. `during`
 * names the steps, or `suspended`, at which another cadence holds.
 */
export type Thread<Id extends string = string> = Clock & {
  readonly first: ByIntensity<Due>;
  readonly during?: Readonly<Partial<Record<Id | 'suspended', ByIntensity<Due>>>>;
};

/**
 * What an activity asks for afterwards. `at` names the field of its moment; without one, or without an answer, `due` counts from when it
 * happened, and without `due` nothing is asked. It ends when one of the activities in `endedBy` is recorded after it.
 */
export type FollowUp<F extends string = string> = {
  readonly owner: CaseRole;
  readonly at?: F;
  readonly due?: Due;
  readonly ladder: ByIntensity<readonly Rung[]>;
  readonly endedBy: readonly [string, ...string[]];
  /** Answers by which somebody may not be safe: told at once, whatever the hour, and `every` so long until it has ended. */
  readonly alarm?: { readonly field: F; readonly is: readonly [string, ...string[]]; readonly every: Due };
};
