import type { TodayForm } from '../../../shared/api/schemas/today.ts';
import type { Language } from '../../../shared/domain/text.ts';
import { namesOf } from './forms.ts';
import type { Sending } from './sending.ts';
import { words } from './words.ts';

type Properties = {
  readonly sendings: readonly Sending[];
  readonly forms: readonly TodayForm[];
  readonly language: Language;
  readonly again: (sending: Sending) => void;
  readonly drop: (sending: Sending) => void;
};

/** What was tapped, as the buttons and chips say it: `Joint · Texto`. */
export const whatOf = (sending: Sending, forms: readonly TodayForm[], language: Language): string => {
  const form = forms.find(({ activity }) => activity === sending.activity);
  if (!form) return '';
  const { [form.moves?.reached ?? '']: reached, ...rest } = sending.answers;
  const title = form.moves ? words[reached === 'yes' ? 'reached' : 'tried'] : form.title;
  return [title, ...namesOf(form.schema, rest)].map((text) => text[language]).join(' · ');
};

/** What of a person's was tapped and is not on record yet: on its way, kept until it can be sent, or not taken. */
export const Sent = ({ sendings, forms, language, again, drop }: Properties) => (
  <div class="sent" role="status">
    {sendings.map((sending) => (
      <div key={sending.key}>
        <p>
          <strong>{whatOf(sending, forms, language)}</strong> {sending.state === 'sending' && words.sending[language]}
          {sending.state === 'failed' && words.kept[language]}
          {sending.state === 'refused' && (sending.said || words.problem[language])}
        </p>
        {sending.state === 'failed' && (
          <button
            type="button"
            class="chip"
            onClick={() => {
              again(sending);
            }}
          >
            {words.sendAgain[language]}
          </button>
        )}
        {sending.state === 'refused' && (
          <button
            type="button"
            class="chip"
            onClick={() => {
              drop(sending);
            }}
          >
            {words.giveUp[language]}
          </button>
        )}
      </div>
    ))}
  </div>
);
