import { type ExpressionName, fault } from './fault.ts';

export type Token = {
  readonly kind: 'word' | 'name' | 'value' | 'index' | 'symbol' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const pattern =
  /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9]\d*)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const kindOfGroup = ['word', 'name', 'value', 'index', 'symbol'] as const;
const maxLength = 4096;

const unknown = (expression: ExpressionName, source: string, at: number, previous: Token | undefined): Error => {
  const text = String.fromCodePoint(source.codePointAt(at) ?? 0);
  return fault(
    expression,
    `Syntax error; token: "${text}", near: "${source.slice(previous?.start ?? at, at + text.length)}"`,
  );
};

/** @throws ValidationException where a character begins no token, or the text is empty or over 4 KB. */
export const tokenise = (expression: ExpressionName, source: string): readonly Token[] => {
  if (source.trim() === '') throw fault(expression, 'The expression can not be empty;');
  if (Buffer.byteLength(source) > maxLength) {
    throw fault(
      expression,
      'Expression size has exceeded the maximum allowed size; expression size: ' + String(Buffer.byteLength(source)),
    );
  }
  const tokens: Token[] = [];
  const last = source.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < last) {
    const from = pattern.lastIndex;
    const match = pattern.exec(source);
    const group = match ? kindOfGroup.findIndex((_, at) => match.at(at + 1) !== undefined) : -1;
    const [kind, text] = [kindOfGroup[group], match?.at(group + 1)];
    if (kind === undefined || text === undefined) {
      throw unknown(expression, source, from + source.slice(from).search(/\S/), tokens.at(-1));
    }
    tokens.push({ kind, text, start: pattern.lastIndex - text.length, end: pattern.lastIndex });
  }
  tokens.push({ kind: 'end', text: '<EOF>', start: source.length, end: source.length });
  return tokens;
};
