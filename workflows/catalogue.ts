import type { Pathway } from '../shared/domain/pathway/pathway.ts';
import { pivotV1 } from './pivot/v1.pathway.ts';

/** Every published version of every pathway. A version stays here as long as cases may be open on it. */
export const published: readonly Pathway[] = [pivotV1];

/** The published pathway of that name and version, if there is one. */
export const pathwayOf = (name: string, version: number): Pathway | undefined =>
  published.find((pathway) => pathway.name === name && pathway.version === version);
