import * as z from 'zod';

const idsSchema = z
  .object({
    caseId: z.uuid().optional().catch(undefined),
    generation: z.ulid().optional().catch(undefined),
    step: z
      .string()
      .regex(/^[a-z-]{1,64}$/)
      .optional()
      .catch(undefined),
    visit: z.int().optional().catch(undefined),
  })
  .catch({});
const eventSchema = z.object({ pathParameters: z.unknown().optional() }).catch({});

/** The opaque ids of a function's event, for its log: from a path's parameters, or as a state machine sends them. */
export const eventIds = (event: unknown): z.output<typeof idsSchema> =>
  idsSchema.parse(eventSchema.parse(event).pathParameters ?? event);
