import { expect, test } from '@jest/globals';
import { completedBy, definePathway, movedBy } from '../../../shared/domain/pathway/define-pathway.ts';
import type { Due } from '../../../shared/domain/pathway/due.ts';
import { choice, form, optional, fewLines } from '../../../shared/domain/pathway/form.ts';
import type { OutcomeOf, StepId } from '../../../shared/domain/pathway/pathway.ts';
import { text, type Text } from '../../../shared/domain/text.ts';
import { consentAnswerTitles, intensityTitles } from '../../../shared/domain/vocabulary.ts';
import { pivotV1 } from '../../../workflows/pivot/v1.pathway.ts';

/* What must not compile. `tsc` reads this file: a case that would compile fails the gate at its `@ts-expect-error`. */

const title = text('Titre', 'Title');
const noteForm = form({ note: optional(fewLines({ text: title })) }, {});
const { thread, activities, interruptions, intake } = pivotV1;
const base = { name: 'x', version: 1, title, intake, thread, activities, interruptions: sound() } as const;
const reopening = [{ to: 'a' }] as const;
const a = {
  owner: thread.owner,
  due: thread.due,
  ladder: thread.ladder,
  title,
  phase: 'plan',
  form: noteForm,
  roles: ['supervisor'],
  needs: [],
} as const;
const at = { ...base, start: 'a', outreach: 'a', reopening } as const;
const go = { title, to: 'a' } as const;
const due: Due = { in: 'P1D', time: 'elapsed' };
const vague = { in: '2 days', time: 'elapsed' } as const;

/** Interruptions that need no step. */
function sound() {
  const gone = { title, roles: ['timer'], to: 'superseded' } as const;
  return { withdraw: gone, 'close-now': gone, cancel: gone, suspend: gone, migrate: gone, 'roll-over': gone };
}

const refused = () => {
  // @ts-expect-error the start is not a step
  definePathway({ ...at, start: 'b', steps: { a: { ...a, outcomes: { go } } } });
  // @ts-expect-error an outcome leads to no step
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { title, to: 'b' } } } } });
  // @ts-expect-error no judicial role acts on a step
  definePathway({ ...at, steps: { a: { ...a, roles: ['police'], outcomes: { go } } } });
  // @ts-expect-error nor on an outcome
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, roles: ['referrer'] } } } } });
  // @ts-expect-error nobody may complete it
  definePathway({ ...at, steps: { a: { ...a, roles: [], outcomes: { go } } } });
  // @ts-expect-error nobody owns it
  definePathway({ ...at, steps: { a: { ...a, owner: undefined, outcomes: { go } } } });
  // @ts-expect-error unknown scope
  definePathway({ ...at, steps: { a: { ...a, needs: ['S13'], outcomes: { go } } } });
  // @ts-expect-error unknown phase
  definePathway({ ...at, steps: { a: { ...a, phase: 'plans', outcomes: { go } } } });
  // @ts-expect-error the end needs a reason
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { title, to: 'end' } } } } });
  // @ts-expect-error unknown closure reason
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { title, to: 'end', reason: 'tired' } } } } });
  // @ts-expect-error only the end has a reason
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, reason: 'moved' } } } } });
  // @ts-expect-error counted from an unknown step
  definePathway({ ...at, steps: { a: { ...a, from: 'b', outcomes: { go } } } });
  // @ts-expect-error unknown scope in a guard
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, when: { consent: ['S99'] } } } } } });
  // @ts-expect-error unknown guard
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, when: { mood: 'good' } } } } } });
  // @ts-expect-error effects without their form
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, sets: { second: 'note' } } } } } });
  // @ts-expect-error misspelt key of an outcome
  definePathway({ ...at, steps: { a: { ...a, outcomes: { go: { ...go, wen: {} } } } } });
  // @ts-expect-error misspelt key of a step
  definePathway({ ...at, steps: { a: { ...a, need: [], outcomes: { go } } } });
  // @ts-expect-error an intensity is missing
  definePathway({ ...at, steps: { a: { ...a, due: { intensive: due }, outcomes: { go } } } });
  // @ts-expect-error not a duration
  definePathway({ ...at, steps: { a: { ...a, due: { ...a.due, light: vague }, outcomes: { go } } } });
  // @ts-expect-error English is missing
  definePathway({ ...at, steps: { a: { ...a, title: { fr: 'Titre' }, outcomes: { go } } } });
  // @ts-expect-error there is no thread
  definePathway({ ...at, thread: undefined, steps: { a: { ...a, outcomes: { go } } } });
  // @ts-expect-error an interruption leads to no step
  definePathway({ ...at, interruptions, steps: { a: { ...a, outcomes: { go } } } });
  // @ts-expect-error a closed case comes back to no step
  definePathway({ ...at, reopening: [{ to: 'b' }], steps: { a: { ...a, outcomes: { go } } } });
  // @ts-expect-error an interruption is missing
  definePathway({ ...at, interruptions: {}, steps: { a: { ...a, outcomes: { go } } } });
};

const asked = { answer: choice({ text: title }, consentAnswerTitles) };
const askedForm = form(asked, { answer: 'yes' });

const refusedForms = () => {
  // @ts-expect-error the example is not one of the options
  form(asked, { answer: 'perhaps' });
  // @ts-expect-error the example lacks a field
  form(asked, {});
  // @ts-expect-error the example has a field too many
  form(asked, { answer: 'yes', other: 1 });
  // @ts-expect-error there is no example
  form(asked);
  // @ts-expect-error a field without a title
  fewLines({});
  // @ts-expect-error an option without a label
  choice({ text: title }, { yes: undefined });
  // @ts-expect-error a text without French
  choice({ text: { en: 'Title' } }, intensityTitles);
  // @ts-expect-error the form has no such field to grant
  completedBy(askedForm, { grants: { anwser: 'S2' } });
  // @ts-expect-error unknown scope to grant
  completedBy(askedForm, { grants: { answer: 'S0' } });
  // @ts-expect-error the form has no such field to set
  completedBy(askedForm, { sets: { intensity: 'intensity' } });
  // @ts-expect-error a case has no such fact
  completedBy(askedForm, { sets: { mood: 'answer' } });
  // @ts-expect-error the form has no such field to move the thread
  movedBy(askedForm, 'answer', { reached: 'answer', way: 'way' });
};

test('what is sound compiles, and is the data that was written', () => {
  const steps = { a: { ...a, outcomes: { go } } };

  expect(definePathway({ ...at, steps }).steps).toEqual(steps);
});

test('steps and outcomes are known by name', () => {
  const ofConsent: readonly OutcomeOf<typeof pivotV1, 'consent'>[] = ['agreed', 'declined'];
  // @ts-expect-error an outcome of another step
  const ofAnother: OutcomeOf<typeof pivotV1, 'consent'> = 'accepted';
  // @ts-expect-error not a step of PIVOT
  const noStep: StepId<typeof pivotV1> = 'triage';
  // @ts-expect-error French is missing
  const inEnglish: Text = { en: 'Title' };

  expect(Object.keys(pivotV1.steps.consent.outcomes)).toEqual(expect.arrayContaining([...ofConsent]));
  expect([ofAnother, noStep, inEnglish]).toHaveLength(3);
});

test('what the compiler refuses is written down, and never run', () => {
  expect([refused, refusedForms].every((cases) => typeof cases === 'function')).toBe(true);
});
