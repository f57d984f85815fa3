import type { Pathway } from '../shared/domain/pathway/pathway.ts';
import { pivotV1 } from './pivot/v1.pathway.ts';

/** Every published version of every pathway. A version stays here as long as cases may be open on it. */
export const published: readonly Pathway[] = [pivotV1];

/** The version that new referrals enter. */
export const entered: Pathway = pivotV1;

/** The published pathway of that name and version. @throws RangeError when there is none: a case keeps the version it began with */
export const pathwayOf = (wanted: { readonly name: string; readonly version: number }): Pathway => {
  const found = published.find(({ name, version }) => name === wanted.name && version === wanted.version);
  if (!found) throw new RangeError(`${wanted.name} v${wanted.version} is not published`);
  return found;
};
