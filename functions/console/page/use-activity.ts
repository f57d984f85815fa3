import { useState } from 'preact/hooks';
import type { TodayForm } from '../../../shared/api/schemas/today.ts';
import { serverNow } from './clock.ts';
import { nextQuestion, type Answers } from './forms.ts';

/** The buttons of a card, in order; the words of each stand under the same name. */
export const buttons = ['reached', 'tried', 'urgentHelp'] as const;
export type Button = (typeof buttons)[number];

type Begun = { readonly form: TodayForm; readonly answers: Answers; readonly button: Button };
type Send = (activity: string, answers: Answers) => void;

const beginningOf = (button: Button, forms: readonly TodayForm[]): Begun | undefined => {
  const form = forms.find(({ activity, moves }) => (button === 'urgentHelp' ? activity === 'urgent-help' : moves));
  if (!form) return undefined;
  const reached = form.moves && { [form.moves.reached]: button === 'reached' ? 'yes' : 'no' };
  return { form, button, answers: reached ?? {} };
};

/** An activity that a button has begun: its next question, until nothing more is asked and it is sent. */
export const useActivity = (forms: readonly TodayForm[], send: Send) => {
  const [begun, setBegun] = useState<Begun>();

  /** Whether something is still asked. */
  const goOn = (next: Begun): boolean => {
    if (nextQuestion(next.form.schema, next.answers)) {
      setBegun(next);
      return true;
    }
    const at: Answers = next.form.at === undefined ? {} : { [next.form.at]: serverNow() };
    send(next.form.activity, { ...next.answers, ...at });
    setBegun(undefined);
    return false;
  };

  const cancel = (): void => {
    setBegun(undefined);
  };

  return {
    button: begun?.button,
    question: begun && nextQuestion(begun.form.schema, begun.answers),
    /** Begins an activity; the button that began it ends it. */
    begin: (button: Button): void => {
      const beginning = beginningOf(button, forms);
      if (begun?.button === button || !beginning) cancel();
      else goOn(beginning);
    },
    answer: (field: string, code: string): boolean =>
      begun !== undefined && goOn({ ...begun, answers: { ...begun.answers, [field]: code } }),
    cancel,
  };
};
