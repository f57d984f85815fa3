import * as z from 'zod';
import type { Pathway } from '../../shared/domain/pathway/pathway.ts';

export type RenderedPathway = Readonly<Record<string, unknown>>;

/**
 * The whole pathway as JSON, its forms as JSON Schemas with titles, options and examples in both languages. What a published
 * version says is compared with this, so that no shared helper changes it silently.
 */
export const rendered = (pathway: Pathway): RenderedPathway =>
  z
    .record(z.string(), z.unknown())
    .parse(
      JSON.parse(
        JSON.stringify(pathway, (_key, value: unknown) => (value instanceof z.ZodType ? z.toJSONSchema(value) : value)),
      ),
    );
