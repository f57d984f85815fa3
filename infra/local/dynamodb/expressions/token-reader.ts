import { type ExpressionName, fault } from './fault.ts';
import { isReserved } from './reserved-words.ts';
import type { RawOperand, RawPath } from './syntax.ts';
import { type Token, tokenise } from './tokens.ts';

const end: Token = { kind: 'end', text: '<EOF>', start: 0, end: 0 };

/** Walks through the tokens of one expression and knows what every kind of expression shares: paths, operands, faults. */
export class TokenReader {
  readonly expression: ExpressionName;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(expression: ExpressionName, source: string) {
    this.expression = expression;
    this.#source = source;
    this.#tokens = tokenise(expression, source);
  }

  get here(): Token {
    return this.#tokens[this.#at] ?? end;
  }

  get following(): Token {
    return this.#tokens[this.#at + 1] ?? end;
  }

  next(): Token {
    const token = this.here;
    this.#at += 1;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.here.kind === 'symbol' && this.here.text === text;
  }

  isKeyword(text: string): boolean {
    return this.here.kind === 'word' && this.here.text.toUpperCase() === text;
  }

  /** Steps over the symbol or keyword if it is here. */
  accept(text: string): boolean {
    if (!this.isSymbol(text) && !this.isKeyword(text)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.here.kind !== 'end') throw this.unexpected();
  }

  fault(message: string): Error {
    return fault(this.expression, message);
  }

  /** A syntax error at this token, shown with its neighbours. */
  unexpected(): Error {
    const [previous, token, next] = [this.#tokens[this.#at - 1], this.here, this.following];
    const near = this.#source.slice((previous ?? token).start, Math.max(token.end, next.end));
    return this.fault(`Syntax error; token: "${token.text}", near: "${near}"`);
  }

  path(): RawPath {
    const path: [string, ...(string | number)[]] = [this.#name()];
    for (;;) {
      if (this.accept('.')) path.push(this.#name());
      else if (this.accept('[')) path.push(this.#index());
      else break;
    }
    if (path.length > 32) {
      throw this.fault(`The document path has too many nesting levels; nesting levels: ${path.length}`);
    }
    return path;
  }

  /** A path, a value or a function call. */
  operand(): RawOperand {
    if (this.here.kind === 'value') return { op: 'value', name: this.next().text };
    if (this.here.kind === 'word' && this.following.text === '(') return this.#call();
    return { op: 'path', path: this.path() };
  }

  value(): string {
    if (this.here.kind !== 'value') throw this.unexpected();
    return this.next().text;
  }

  /** One or more, with commas between. */
  separated<T>(one: () => T): readonly T[] {
    const all = [one()];
    while (this.accept(',')) all.push(one());
    return all;
  }

  #call(): RawOperand {
    const name = this.next().text;
    this.expect('(');
    const operands = this.separated(() => this.operand());
    this.expect(')');
    return { op: 'call', name, operands };
  }

  #name(): string {
    const { kind, text } = this.here;
    if (kind !== 'word' && kind !== 'name') throw this.unexpected();
    if (kind === 'word' && isReserved(text)) {
      throw this.fault(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    }
    return this.next().text;
  }

  #index(): number {
    if (this.here.kind !== 'index') throw this.unexpected();
    const index = Number(this.next().text);
    this.expect(']');
    return index;
  }
}
