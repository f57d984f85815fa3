import { expect, test } from '@jest/globals';
import * as z from 'zod';
import {
  choice,
  choices,
  day,
  form,
  member,
  moment,
  optional,
  words,
  fewLines,
} from '../../../shared/domain/pathway/form.ts';
import { happened, plannedWithin } from '../../../shared/domain/pathway/date-bounds.ts';
import { text } from '../../../shared/domain/text.ts';

const title = text('Titre', 'Title');
const options = { one: text('Un', 'One'), two: text('Deux', 'Two') };

test('a form’s JSON Schema holds titles, help, options, examples and what is required', () => {
  const made = form(
    {
      pick: choice({ text: title, help: text('Aide', 'Help') }, options),
      note: optional(words({ text: title }, 10)),
    },
    { pick: 'one' },
  );

  expect(z.toJSONSchema(made)).toMatchObject({
    properties: {
      pick: { enum: ['one', 'two'], 'x-text': title, 'x-help': text('Aide', 'Help'), 'x-options': options },
      note: { type: 'string', maxLength: 10, 'x-text': title },
    },
    required: ['pick'],
    additionalProperties: false,
    examples: [{ pick: 'one' }],
  });
});

test.each([
  ['an option twice', choices({ text: title }, options, { min: 1, max: 2 }), ['one', 'one'], false],
  ['two options', choices({ text: title }, options, { min: 1, max: 2 }), ['two', 'one'], true],
  ['no option', choices({ text: title }, options, { min: 1, max: 2 }), [], false],
  ['blank words', words({ text: title }, 80), '  ', false],
  ['words on two lines', words({ text: title }, 80), 'a\nb', true],
  ['a few lines', fewLines({ text: title }), 'a\nb', true],
  ['words too long', words({ text: title }, 3), 'abcd', false],
  ['a day', day({ text: title }, plannedWithin('P30D')), '2026-03-09', true],
  ['a day that does not exist', day({ text: title }, plannedWithin('P30D')), '2026-02-30', false],
  ['a moment without its offset', moment({ text: title }, happened), '2026-03-09T14:30:00', false],
  ['a member without an id', member({ text: title }), '', false],
])('%s', (_, schema: z.ZodType, answer, isValid) => {
  expect(schema.safeParse(answer).success).toBe(isValid);
});
