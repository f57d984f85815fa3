import { despiteForm } from '../../domain/case/not-before.ts';

/** What may be asked of whoever opens a case again: nothing, unless the youth named a day that has not come. */
export const reopeningSchema = despiteForm.partial().meta({ id: 'Reopening' });
