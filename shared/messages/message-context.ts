import * as z from 'zod';
import { languages } from '../domain/text.ts';
import { installationLinkSchema } from './installation-link.ts';

/** More than anybody has to look at in a day, and too few digits for a birth date or a telephone number. */
const mostCounted = 999;
const countSchema = z.int().nonnegative().max(mostCounted);

/**
 * All that a message is made of: whole numbers, a language and the link of this installation. No name, reason, step,
 * reference or free text fits in it, by type and when it runs: a lock screen is read by others.
 */
export const messageContextSchema = z.strictObject({
  language: z.enum(languages),
  /** Cases to be in touch about, advice that is asked for, talks that are offered. */
  followUps: countSchema,
  /** Requests for support. */
  requests: countSchema,
  /** What the direction is told of: a number. */
  efforts: countSchema,
  link: installationLinkSchema,
});

export type MessageContext = z.output<typeof messageContextSchema>;

/** The numbers of a message. */
export type Counts = Pick<MessageContext, 'followUps' | 'requests' | 'efforts'>;

/** As many as a message can say. */
export const atMost = (count: number): number => Math.min(count, mostCounted);
