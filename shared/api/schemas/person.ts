import * as z from 'zod';
import { waysSchema } from '../../domain/case/case.ts';
import { personSchema } from '../../domain/person.ts';
import { contactWayTitles, type ContactWay } from '../../domain/vocabulary.ts';

const contactWays = Object.keys(contactWayTitles) as [ContactWay, ...ContactWay[]];

const reachViewSchema = z.object({
  way: z.enum(contactWays),
  value: z.string(),
  /** safe: the youth said so · never: the youth asked that it never be used, so that it is no link · unsaid. */
  use: z.enum(['safe', 'never', 'unsaid']),
  /** The reference of the later referral that told it. */
  from: z.string().optional(),
});

/** Who the youth is and how to reach them, with what they said of each way. */
export const personViewSchema = z
  .object({ ...personSchema.shape, reach: z.array(reachViewSchema), ways: waysSchema })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof personViewSchema>;
