import { helpIsOpen, ownersAndDueRules, rolesOfTheTeam, threadRuns } from './completeness.ts';
import { effectsHaveFields } from './effects.ts';
import type { LintRule } from './finding.ts';
import { endsHaveReasons, normalWayIsOpen, scopesAreGranted } from './flow.ts';
import { bothLanguages, fieldsHaveTitles, formsHaveExamples, optionsHaveLabels } from './forms.ts';
import { closedCasesReturn, namesAreSound, noDeadEnd, noOrphan, targetsExist } from './shape.ts';

const rules: readonly LintRule[] = [
  namesAreSound,
  targetsExist,
  noOrphan,
  noDeadEnd,
  closedCasesReturn,
  ownersAndDueRules,
  threadRuns,
  helpIsOpen,
  rolesOfTheTeam,
  scopesAreGranted,
  endsHaveReasons,
  normalWayIsOpen,
  effectsHaveFields,
  bothLanguages,
  fieldsHaveTitles,
  optionsHaveLabels,
  formsHaveExamples,
];

/** Everything that is wrong with a pathway, once each, in the order of the rules. Pure. */
export const lintPathway: LintRule = (pathway) => {
  const findings = rules.flatMap((rule) => rule(pathway));
  return [
    ...new Map(findings.map((finding) => [`${finding.rule} ${finding.where} ${finding.text.fr}`, finding])).values(),
  ];
};
