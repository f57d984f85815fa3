import { describe, expect, test } from '@jest/globals';
import { namesOf, nextQuestion, type Answers } from '../../../functions/console/page/forms.ts';
import { formSchema } from '../../../shared/api/form-schema.ts';
import { published } from '../../../workflows/catalogue.ts';

/** Answers a form by its first options until it asks nothing more. */
const answered = (schema: Readonly<Record<string, unknown>>, given: Answers): { answers: Answers; taps: number } => {
  let answers = given;
  for (let taps = 0; ; taps += 1) {
    const question = nextQuestion(schema, answers);
    if (!question) return { answers, taps };
    answers = { ...answers, [question.field]: question.options[0]?.code ?? '' };
  }
};

describe.each(published)('the buttons of the page, on $name v$version', ({ activities }) => {
  test('record a contact in three taps at most, the button included', () => {
    const moving = Object.values(activities).filter(({ moves }) => moves);
    expect(moving).toHaveLength(1);
    for (const { form, moves } of moving) {
      const { answers, taps } = answered(formSchema(form), { [moves?.reached ?? '']: 'yes' });
      expect(taps).toBeLessThanOrEqual(2);
      expect(form.safeParse(answers).success).toBe(true);
    }
  });

  test('record urgent help in three taps at most', () => {
    const help = activities['urgent-help'];
    if (!help) throw new Error('there is no urgent help');
    const { answers, taps } = answered(formSchema(help.form), {});
    expect(taps).toBeLessThanOrEqual(2);
    expect(help.form.safeParse(answers).success).toBe(true);
    expect(namesOf(formSchema(help.form), answers)).toHaveLength(taps);
  });
});

test('a field that no tap answers is not asked', () => {
  const schema = { properties: { note: { 'x-text': { fr: 'Note', en: 'Note' } } }, required: ['note'] };
  expect(nextQuestion(schema, {})).toBeUndefined();
});
