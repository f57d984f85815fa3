import * as z from 'zod';

const instant = z.iso.datetime();
/** An hour of the day as HH:MM, which sorts as text. */
const clockTime = z.iso.time({ precision: -1 });

/** When an organisation works, Monday to Friday, in its own time zone; 9 to 17 until somebody says otherwise. */
export const workingHoursSchema = z
  .object({ opens: clockTime.default('09:00'), closes: clockTime.default('17:00') })
  .refine(({ opens, closes }) => opens < closes, { error: 'a day opens before it closes' });
export type WorkingHours = z.infer<typeof workingHoursSchema>;

export const usualHours: WorkingHours = workingHoursSchema.parse({});

/** Somebody who can be reached at night and on days off, for one mandate. */
export const onCallSchema = z.object({
  entryId: z.string().min(1),
  organisation: z.string().min(1),
  unit: z.string().min(1),
  sub: z.string().min(1),
  from: instant,
  /** The moment itself is not included, so that one entry may begin where another ends. */
  until: instant,
});
export type OnCall = z.infer<typeof onCallSchema>;

/** Who is on call for a mandate: the entries that are not over, in order. They do not overlap. */
export const rosterSchema = z.object({
  organisation: z.string().min(1),
  unit: z.string().min(1),
  entries: z.array(onCallSchema),
  /** Counts its changes. */
  version: z.int().nonnegative(),
});
export type Roster = z.infer<typeof rosterSchema>;
