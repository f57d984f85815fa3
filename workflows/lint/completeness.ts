import type { Clock, Due, Thread } from '../../shared/domain/pathway/due.ts';
import { text } from '../../shared/domain/text.ts';
import { caseRoles, intensities, roles } from '../../shared/domain/vocabulary.ts';
import { edgesOf, whereOf } from '../edges.ts';
import { isRequiredIn } from './field-in.ts';
import type { Finding, LintRule } from './finding.ts';

const missingIntensities = (rule: Partial<Clock['due']> | undefined): readonly string[] =>
  intensities.filter((intensity) => !(rule?.[intensity] as Partial<Due> | undefined)?.in);

/** Whoever owes a step, and until when, is said for every intensity. */
export const ownersAndDueRules: LintRule = (pathway) =>
  Object.entries(pathway.steps).flatMap(([id, step]): readonly Finding[] => [
    ...(caseRoles.includes(step.owner)
      ? []
      : [{ rule: 'no-owner', where: `steps.${id}`, text: text('Étape sans responsable', 'Step without an owner') }]),
    ...missingIntensities(step.due).map((intensity) => ({
      rule: 'no-due-rule',
      where: `steps.${id}.due.${intensity}`,
      text: text('Étape sans échéance pour cette intensité', 'Step without a due rule for this intensity'),
    })),
  ]);

/** A definition that did not go through the compiler may lack what its type asks. */
const threadOf = (pathway: { readonly thread?: Partial<Thread> }) => pathway.thread;

/** The contact clock exists, runs at every intensity, and somebody else is told in the end. */
export const threadRuns: LintRule = (pathway) => {
  const thread = threadOf(pathway);
  const runs = missingIntensities(thread?.first).length + missingIntensities(thread?.due).length === 0;
  const climbs = intensities.every((intensity) =>
    thread?.ladder?.[intensity].some(({ rung }) => rung === 'backup-and-coordinator'),
  );
  return runs && climbs
    ? []
    : [
        {
          rule: 'no-thread',
          where: 'thread',
          text: text(
            'Le fil de contact manque ou ne prévient personne',
            'The contact thread is missing or tells nobody',
          ),
        },
      ];
};

const urgent = ['contact', 'urgent-help', 'critical-event'];

/** Nothing stands between a worker and helping tonight: no scope, no role that shuts one out, two questions at most. */
export const helpIsOpen: LintRule = (pathway) =>
  urgent
    .filter((name) => {
      const activity = pathway.activities[name];
      if (!activity) return true;
      const isOpenToAll = caseRoles.every((role) => activity.roles.includes(role));
      const questions = Object.keys(activity.form.shape).filter((field) => isRequiredIn(activity.form, field));
      return !isOpenToAll || (activity.needs ?? []).length > 0 || questions.length > 2;
    })
    .map((name) => ({
      rule: 'help-hidden',
      where: `activities.${name}`,
      text: text(
        'Doit rester ouvert à chaque étape, à toute l’équipe, en deux questions au plus',
        'Must stay open in every step, to the whole team, with two questions at most',
      ),
    }));

const strangers = (where: string, named: readonly string[], allowed: readonly string[]): readonly Finding[] =>
  named
    .filter((role) => !allowed.includes(role))
    .map((role) => ({
      rule: 'foreign-role',
      where,
      text: text(`« ${role} » n’agit pas sur un dossier`, `"${role}" does not act on a case`),
    }));

const outsiders: readonly string[] = ['director', 'referrer', 'concertation-member'];
const interrupters = roles.filter((role) => !outsiders.includes(role));

/** Steps and activities belong to the team. No judicial role, no direction, no referrer comes near a case. */
export const rolesOfTheTeam: LintRule = (pathway) => [
  ...edgesOf(pathway)
    .filter(({ kind }) => kind === 'outcome')
    .flatMap((edge) => strangers(whereOf(edge), edge.roles, caseRoles)),
  ...Object.entries(pathway.activities).flatMap(([name, { roles: named }]) =>
    strangers(`activities.${name}`, named, caseRoles),
  ),
  ...Object.entries(pathway.interruptions).flatMap(([name, { roles: named }]) =>
    strangers(`interruptions.${name}`, named, interrupters),
  ),
];
