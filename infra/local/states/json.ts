/** A JSON value, never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

/** @throws SyntaxError */
export const parseJson = (text: string): Json => JSON.parse(text) as Json;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The most that a state may receive or hand on, in UTF-8 bytes. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const largestPayload = 262_144;

export const isTooLarge = (text: string): boolean =>
  text.length > largestPayload || (text.length * 3 > largestPayload && Buffer.byteLength(text) > largestPayload);
