import type { Pathway } from '../../shared/domain/pathway/pathway.ts';
import type { Text } from '../../shared/domain/text.ts';

/** What is wrong with a pathway; `where` is a path into it, such as `steps.consent.outcomes.agreed`. */
export type Finding = { readonly rule: string; readonly where: string; readonly text: Text };

export type LintRule = (pathway: Pathway) => readonly Finding[];
