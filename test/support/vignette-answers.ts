import { demoPeople } from '../../infra/demo/people.ts';
import type { FieldAnnotations } from '../../shared/domain/pathway/form.ts';
import { dayAhead } from './day-ahead.ts';

type Field = FieldAnnotations & { readonly type?: string; readonly format?: string };

const hour = 3_600_000;

/** The value that people’s words stand for in a field. */
const valueOf = (field: Field, words: string, now: string): unknown => {
  const keyOf = (word: string): string => {
    const found = Object.entries(field['x-options'] ?? {}).find(([, { fr }]) => fr === word);
    if (!found) throw new Error(`« ${word} » n’est pas un choix de « ${field['x-text']?.fr ?? ''} »`);
    return found[0];
  };
  if (field.type === 'array') return words.split(' + ').map(keyOf);
  if (field['x-options']) return keyOf(words);
  if (field['x-format'] === 'member')
    return demoPeople.find(({ membership }) => membership.name === words)?.membership.sub;
  const ago = /^il y a (\d+) heures?$/.exec(words)?.[1];
  if (field.format === 'date-time' && ago !== undefined)
    return new Date(Date.parse(now) - Number(ago) * hour).toISOString();
  const ahead = /^dans (\d+) jours?$/.exec(words)?.[1];
  if (field.format === 'date' && ahead !== undefined) return dayAhead(now, Number(ahead));
  return words;
};

/** The answers that `Champ : valeur ; Champ : valeur` gives to a form, by the words that its screen shows. */
export const answersFrom = (schema: object, fields: string, now: string): Readonly<Record<string, unknown>> => {
  const { properties } = schema as { readonly properties: Readonly<Record<string, Field>> };
  const given = fields === '' ? [] : fields.split(' ; ');
  return Object.fromEntries(
    given.map((one) => {
      const [label = '', ...words] = one.split(' : ');
      const found = Object.entries(properties).find(([, field]) => field['x-text']?.fr === label);
      if (!found) throw new Error(`le formulaire n’a pas de champ « ${label} »`);
      return [found[0], valueOf(found[1], words.join(' : '), now)];
    }),
  );
};
