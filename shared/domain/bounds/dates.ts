import * as z from 'zod';
import { text } from '../text.ts';
import { saying } from './said.ts';

const ofOurTime = saying(text('Cette date n’est pas de notre époque.', 'This date is not of our time.'));
/** Years that anything we write down may lie in, whatever it means. */
const isOfOurTime = (typed: string): boolean => typed >= '1990' && typed < '2101';

/** A day as somebody types it, as `2026-03-09`; what it means bounds it further. */
export const dayText = z.iso.date().refine(isOfOurTime, ofOurTime).meta({ maxLength: 10 });

/** A moment in UTC as somebody types it, to the millisecond at most. */
export const momentText = z.iso.datetime().max(24).refine(isOfOurTime, ofOurTime);

/** The same with any offset. */
export const offsetMomentText = z.iso.datetime({ offset: true }).max(29).refine(isOfOurTime, ofOurTime);
