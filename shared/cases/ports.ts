import type { Pathway } from '../domain/pathway/pathway.ts';
import type { Calendar } from '../time/calendar.ts';

/** The only source of time: the current instant in ISO 8601, UTC, with milliseconds. */
export type Clock = { readonly now: () => string };

/** Where ids come from; injected, so that tests can foresee them. */
export type Ids = {
  /** Says nothing: not even when it was made. */
  readonly opaque: () => string;
  /** Sorts by time; `now` is ISO 8601. */
  readonly sortable: (now: string) => string;
  /** Six characters that can be read out on the telephone. */
  readonly reference: () => string;
};

/** Finds a published version. @throws RangeError when there is none: a case must keep the version it began with */
export type PathwayOf = (version: { readonly name: string; readonly version: number }) => Pathway;

/** The calendar by which an organisation works. */
export type Calendars = { readonly of: (organisation: string) => Promise<Calendar> };

/** Tells what a sweep could not see to, by opaque ids, before it goes on with the others. */
export type NoteFailure = (
  ids: { readonly caseId?: string; readonly timerId?: string; readonly sub?: string },
  error: unknown,
) => void;
