import { invalid } from '../errors.ts';

/** The number `0.digits × 10^exponent`; digits have no zero at either end, and zero has none at all. */
type Decimal = { readonly negative: boolean; readonly digits: string; readonly exponent: number };

const maxDigits = 38;
const minExponent = -129;
const maxExponent = 126;
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const plainInteger = /^(?:0|-?[1-9]\d{0,36})$/;
const zero: Decimal = { negative: false, digits: '', exponent: 0 };

/** @throws ValidationException where the text is no number or beyond DynamoDB's range (38 digits, 1E-130 to 9.9…E+125). */
export const parseNumber = (text: string): Decimal => {
  const match = form.exec(text);
  const [whole = '', fraction = ''] = [match?.[2], match?.[3]];
  if (!match || whole.length + fraction.length === 0) {
    throw invalid(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  }
  return bounded(match[1] === '-', whole + fraction, whole.length + Number(match[4] ?? 0));
};

const bounded = (negative: boolean, raw: string, point: number): Decimal => {
  const lead = raw.length - raw.replace(/^0+/, '').length;
  const digits = raw.slice(lead).replace(/0+$/, '');
  if (digits === '') return zero;
  const exponent = point - lead;
  if (exponent > maxExponent) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (exponent < minExponent) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (digits.length > maxDigits) throw invalid('Attempting to store more than 38 significant digits in a Number');
  return { negative, digits, exponent };
};

/** DynamoDB's own text: no exponent, no superfluous zero. */
const formatNumber = ({ negative, digits, exponent }: Decimal): string => {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return `${sign}${digits}${'0'.repeat(exponent - digits.length)}`;
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
};

export const normaliseNumber = (text: string): string =>
  plainInteger.test(text) ? text : formatNumber(parseNumber(text));

/** Both texts are normalised; the sign of the answer is that of `a - b`. */
export const compareNumbers = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a.length <= 15 && b.length <= 15) return Number(a) - Number(b);
  const [one, other] = [parseNumber(a), parseNumber(b)];
  if (one.digits === '' || other.digits === '' || one.negative !== other.negative) return signOf(one) - signOf(other);
  return one.negative ? compareMagnitude(other, one) : compareMagnitude(one, other);
};

const signOf = ({ negative, digits }: Decimal): number => (digits === '' ? 0 : negative ? -1 : 1);

const compareMagnitude = (a: Decimal, b: Decimal): number =>
  a.exponent !== b.exponent ? a.exponent - b.exponent : a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;

/** @throws ValidationException where the result needs more than 38 digits or leaves the range. */
export const addNumbers = (a: string, b: string, sign: 1 | -1): string => {
  const [one, other] = [parseNumber(a), parseNumber(b)];
  const scale = Math.max(one.digits.length - one.exponent, other.digits.length - other.exponent);
  const sum = atScale(one, scale) + BigInt(sign) * atScale(other, scale);
  const digits = (sum < 0n ? -sum : sum).toString();
  return formatNumber(bounded(sum < 0n, digits, digits.length - scale));
};

const atScale = ({ negative, digits, exponent }: Decimal, scale: number): bigint => {
  const magnitude = digits === '' ? 0n : BigInt(digits) * 10n ** BigInt(scale - (digits.length - exponent));
  return negative ? -magnitude : magnitude;
};

/** Bytes that sort as the numbers do: sign, exponent, two digits a byte; a negative number is the mirror of its opposite. */
export const numberKey = (text: string): Buffer => {
  const { negative, digits, exponent } = parseNumber(text);
  if (digits === '') return Buffer.from([1]);
  const pairs = Math.ceil(digits.length / 2);
  const bytes = Buffer.alloc(2 + pairs + (negative ? 1 : 0));
  bytes[0] = 2;
  bytes[1] = exponent - minExponent;
  for (let pair = 0; pair < pairs; pair += 1) {
    bytes[2 + pair] = Number(digits.slice(2 * pair, 2 * pair + 2).padEnd(2, '0')) + 1;
  }
  if (!negative) return bytes;
  for (let at = 1; at < bytes.length; at += 1) bytes[at] = 255 - (bytes[at] ?? 0);
  bytes[0] = 0;
  return bytes;
};
