import { text, type Language, type Text } from '../domain/text.ts';
import { pointerOf, ProblemError, type FieldError } from './problem.ts';

/** What a body may be made of, whoever sends it: more than any form of ours, and little enough to be looked through. */
export const bodyLimits = { depth: 12, values: 2_000, keyLength: 128 } as const;

const said = {
  deep: text(
    `Ce corps est trop imbriqué : au plus ${bodyLimits.depth} niveaux.`,
    `This body is nested too deep: at most ${bodyLimits.depth} levels.`,
  ),
  wide: text(
    `Ce corps a trop d’éléments : au plus ${bodyLimits.values}.`,
    `This body has too many values: at most ${bodyLimits.values}.`,
  ),
  key: text('Ce nom de champ n’est pas permis.', 'This field name is not allowed.'),
  number: text('Ce nombre est trop grand.', 'This number is too large.'),
  broken: text(
    'Ce texte contient une moitié de caractère; retapez-le.',
    'This text holds half of a character; type it again.',
  ),
} as const satisfies Record<string, Text>;

type Path = readonly (string | number)[];

const refuse = (what: Text, path: Path = []): never => {
  throw new ProblemError('invalid-request', (language: Language): readonly FieldError[] => [
    { pointer: pointerOf(path), detail: what[language] },
  ]);
};

/** How deep the brackets outside of its texts go, without reading it as JSON and without calling itself. */
const depthOf = (json: string): number => {
  let [depth, deepest, isText] = [0, 0, false];
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (isText) {
      if (character === '\\') index += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
};

const isKey = (name: string): boolean =>
  name.length <= bodyLimits.keyLength && name.isWellFormed() && name !== '__proto__';

/** Looks through every value once; its depth is bounded already. */
const check = (whole: unknown): void => {
  let values = 0;
  const look = (value: unknown, path: Path): void => {
    values += 1;
    if (values > bodyLimits.values) refuse(said.wide);
    if (typeof value === 'string' && !value.isWellFormed()) refuse(said.broken, path);
    if (typeof value === 'number' && !Number.isFinite(value)) refuse(said.number, path);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (!isKey(name)) refuse(said.key, path);
      look(member, [...path, name]);
    }
  };
  look(whole, []);
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new ProblemError('malformed-json');
  }
};

/**
 * Reads JSON that a stranger sent: not deeper, wider or stranger than anything we ask for, so that whoever works on it may
 * call itself. @throws ProblemError `malformed-json`, `invalid-request`
 */
export const readJson = (json: string): unknown => {
  if (depthOf(json) > bodyLimits.depth) refuse(said.deep);
  const whole = parsed(json);
  check(whole);
  return whole;
};
