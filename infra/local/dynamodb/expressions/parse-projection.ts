import type { RawPath } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/** @throws ValidationException with AWS's wording. */
export const parseProjection = (source: string): readonly RawPath[] => {
  const reader = new TokenReader('ProjectionExpression', source);
  const paths = reader.separated(() => reader.path());
  reader.expectEnd();
  return paths;
};
