import * as z from 'zod';
import { clinicalAdviceSchema } from '../../domain/team/clinical-advice.ts';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

export const adviceItem = itemFamily('clinical-advice', clinicalAdviceSchema, ({ author, adviceId }) =>
  keys.advice(author, adviceId),
);

/** Leads whoever is asked to what they are asked; says nothing of it. */
export const askedAdviceItem = itemFamily(
  'asked-advice',
  z.object({ adviceId: z.string(), author: z.string(), supervisor: z.string(), expiresAt: z.int() }),
  ({ supervisor, adviceId }) => keys.askedAdvice(supervisor, adviceId),
);
