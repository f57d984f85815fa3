import * as z from 'zod';
import { languages } from '../domain/text.ts';
import { channels, roles } from '../domain/vocabulary.ts';

/**
 * What a mandate is for. One establishment may hold a youth-justice unit and a support unit: rights come from the
 * mandate, never from the organisation.
 */
export const mandateKinds = ['support', 'judicial', 'victimisation', 'program'] as const;

/** What a token's `sub` may be. One account holds one mandate; two mandates are two accounts. */
export const membershipSchema = z
  .object({
    sub: z.string().min(1),
    /** The name that colleagues see. */
    name: z.string().min(1),
    role: z.enum(roles),
    organisation: z.string().min(1),
    mandate: z.object({ unit: z.string().min(1), kind: z.enum(mandateKinds) }),
    /** By which channel this account refers; referrers only. */
    channel: z.enum(channels).optional(),
    /** Which mandate receives its referrals; its own unless told. */
    refersTo: z.object({ organisation: z.string(), unit: z.string() }).optional(),
    language: z.enum(languages),
    /** Where messages go; whether any may is `mailAddressOf`'s to say. */
    email: z.email().optional(),
    /** Days away, both included: the backup is asked first. */
    absence: z.object({ from: z.iso.date(), until: z.iso.date() }).optional(),
    /** `sub` of who stands in. */
    backup: z.string().optional(),
    /** Digests of sessions that were signed out of, the latest last, each until the second in which it may be forgotten. */
    endedSessions: z.array(z.object({ session: z.string(), until: z.int() })).optional(),
  })
  .refine(({ role, channel }) => (role === 'referrer') === (channel !== undefined), {
    error: 'a referrer, and nobody else, has a channel',
  })
  .refine(({ role, mandate }) => role !== 'administrator' || ['support', 'program'].includes(mandate.kind), {
    error: 'a judicial or a victimisation mandate administers nothing',
  })
  .refine(({ role, email }) => role !== 'referrer' || email === undefined, { error: 'a referrer is never mailed' });

export type Membership = z.infer<typeof membershipSchema>;
