import type { Audit } from '../../../shared/audit/audit.ts';
import type { Fault } from '../../../shared/audit/finding.ts';
import { firstFindings, placeOf } from '../../../shared/audit/first-findings.ts';

const words: Readonly<Record<Fault, { readonly fr: string; readonly en: string }>> = {
  altered: { fr: 'a été modifié', en: 'was altered' },
  missing: { fr: 'manque', en: 'is missing' },
  older: { fr: 'est une version plus ancienne', en: 'is an older version' },
  untold: { fr: 'n’a été écrit par rien de connu', en: 'was written by nothing that is known' },
  broken: { fr: 'ne suit pas ce qui le précède', en: 'does not follow from what is before it' },
  unknown: { fr: 'n’a plus de dossier', en: 'has no case any more' },
};

/** What an audit says to a person, in both languages. */
export const auditLines = ({ cases, rows, findings, destroyed }: Audit): readonly string[] => [
  `${cases} dossiers, ${rows} rangées / ${cases} cases, ${rows} rows`,
  ...destroyed.map((pk) => `${pk} : clé détruite / key destroyed`),
  ...firstFindings(findings).map((finding) => {
    const { fr, en } = words[finding.fault];
    return `${placeOf(finding)} : ${fr} / ${en}`;
  }),
  findings.length === 0
    ? 'tout est comme il a été écrit / all is as it was written'
    : `${findings.length} anomalies / findings`,
];
