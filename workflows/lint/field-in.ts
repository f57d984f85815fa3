import * as z from 'zod';
import type { Form } from '../../shared/domain/pathway/form.ts';

/** The field of that name, if there is a form and it has one. */
export const fieldIn = (form: Form | undefined, name: string): z.ZodType | undefined => {
  const found: unknown = form?.shape[name];
  return found instanceof z.ZodType ? found : undefined;
};

/** Whether an answer to the field must be given. */
export const isRequiredIn = (form: Form | undefined, name: string): boolean =>
  fieldIn(form, name)?.safeParse(undefined).success === false;
