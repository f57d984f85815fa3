import type { Finding } from './finding.ts';

/** The first bad event or row of each partition, in order. */
export const firstFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.pk)) first.set(finding.pk, finding);
  return [...first.values()];
};

export const placeOf = ({ pk, sk }: Finding): string => `${pk} ${sk}`.trim();
