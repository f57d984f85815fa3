import * as z from 'zod';
import { membershipSchema } from '../../access/membership.ts';
import { caseloadSchema } from '../../domain/team/caseload.ts';
import { phases } from '../../domain/vocabulary.ts';
import { jsonSchemaSchema, textSchema } from './common.ts';

const { sub, name, role, organisation, channel, language, absence, backup } = membershipSchema.shape;

/** The caller's own account, as their membership says. `caseload` is that of those who work with youths. */
export const accountSchema = z
  .object({
    sub,
    name,
    role,
    organisation,
    channel,
    language,
    absence,
    backup,
    caseload: caseloadSchema.optional(),
  })
  .meta({ id: 'Account' });

/** A published version of a pathway. */
export const pathwaySummarySchema = z
  .object({ name: z.string(), version: z.int(), title: textSchema, href: z.string() })
  .meta({ id: 'PathwaySummary' });

/** A published version with its steps, ways out and forms. */
export const pathwayViewSchema = z
  .object({
    name: z.string(),
    version: z.int(),
    title: textSchema,
    start: z.string(),
    steps: z.array(
      z.object({
        id: z.string(),
        title: textSchema,
        phase: z.enum(phases),
        roles: z.array(z.string()),
        outcomes: z.array(
          z.object({ outcome: z.string(), title: textSchema, next: z.string(), schema: jsonSchemaSchema }),
        ),
      }),
    ),
    activities: z.array(z.object({ activity: z.string(), title: textSchema, schema: jsonSchemaSchema })),
  })
  .meta({ id: 'Pathway' });
