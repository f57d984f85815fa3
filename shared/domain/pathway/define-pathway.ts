import type * as z from 'zod';
import type { Form } from './form.ts';
import type { Completion, Moves, Pathway } from './pathway.ts';

/** Defines a pathway. A wrong step id, role, scope, phase, guard, reason or key does not compile. */
export const definePathway = <const S extends Record<string, object>>(pathway: Pathway<S>): Pathway<S> => pathway;

type FieldOf<F extends Form> = keyof z.output<F> & string;

/** A form with what its fields grant and set, to spread into a step, an outcome or an interruption; an unknown field does not compile. */
export const completedBy = <F extends Form>(
  form: F,
  effects: Omit<Completion<NoInfer<FieldOf<F>>>, 'form'>,
): Completion => ({ form, ...effects });

/** The form of an activity and the field of when it happened, to spread into it. */
export const datedBy = <F extends Form>(form: F, at: NoInfer<FieldOf<F>>) => ({ form, at });

/** The same for a contact, with the fields that move the thread. */
export const movedBy = <F extends Form>(form: F, at: NoInfer<FieldOf<F>>, moves: Moves<NoInfer<FieldOf<F>>>) => ({
  form,
  at,
  moves,
});
