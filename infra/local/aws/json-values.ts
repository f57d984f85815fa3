type Members = Readonly<Record<string, unknown>>;

/** Whether some value in it is not as JSON has it: undefined, a Set, or bytes. */
const isForeign = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return value === undefined;
  if (value instanceof Uint8Array || value instanceof Set) return true;
  if (Array.isArray(value)) return value.some(isForeign);
  for (const name in value) if (isForeign((value as Members)[name])) return true;
  return false;
};

/** An input as JSON has it: without what is undefined, with binary values as base64. Most are so already. */
export const toWire = (value: unknown): unknown => (isForeign(value) ? toJson(value) : value);

const toJson = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value) || value instanceof Set) return [...(value as Iterable<unknown>)].map(toJson);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) members[name] = toJson(member);
  return members;
};

const isText = (value: unknown): boolean => typeof value === 'string';

/** A DynamoDB value holds its binary as text under `B` or `BS`; an attribute of that name holds a value, never text. */
const isBinary = (name: string, value: unknown): boolean =>
  (name === 'B' && isText(value)) || (name === 'BS' && Array.isArray(value) && value.every(isText));

const hasBinary = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasBinary);
  for (const name in value) {
    const member = (value as Members)[name];
    if (isBinary(name, member) || hasBinary(member)) return true;
  }
  return false;
};

const bytes = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text), 'base64'));

const toBytes = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toBytes);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value as Members)) {
    if (isBinary(name, member)) members[name] = Array.isArray(member) ? member.map(bytes) : bytes(member);
    else members[name] = toBytes(member);
  }
  return members;
};

/** An output as the SDK has it, with binary values as bytes. Most have none. */
export const fromWire = (value: unknown): unknown => (hasBinary(value) ? toBytes(value) : value);
