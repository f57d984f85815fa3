import type { Completion, Pathway } from '../../shared/domain/pathway/pathway.ts';
import { text } from '../../shared/domain/text.ts';
import { scopes, type Scope } from '../../shared/domain/vocabulary.ts';
import { edgesOf, whereOf, type Edge } from '../edges.ts';
import { isRequiredIn } from './field-in.ts';
import type { LintRule } from './finding.ts';

/** What is certain on every way: scopes that were granted, and whether a closure reason was set. */
type Known = ReadonlySet<Scope | 'closureReason'>;

const everything: Known = new Set([...scopes, 'closureReason']);
const nothing: Known = new Set();

const common = (one: Known, other: Known): Known => new Set([...one].filter((fact) => other.has(fact)));

const setsReason = ({ form, sets }: Partial<Completion>) =>
  sets?.closureReason !== undefined && isRequiredIn(form, sets.closureReason);

/** A question that is asked again may be answered with no: its scope is certain only when the outcome asks for it. */
const after = (known: Known, pathway: Pathway, { from, completion, when }: Edge): Known => {
  const asked = Object.values(completion.grants ?? {});
  const kept = [...known, ...(pathway.steps[from]?.needs ?? [])].filter(
    (fact) => fact === 'closureReason' || !asked.includes(fact),
  );
  return new Set([...kept, ...(when?.consent ?? []), ...(setsReason(completion) ? (['closureReason'] as const) : [])]);
};

/** What is certain when each step opens, by whatever way one came. Falls from everything to a fixed point. */
const knownAtOpening = (pathway: Pathway): ReadonlyMap<string, Known> => {
  const edges = edgesOf(pathway);
  const known = new Map(Object.keys(pathway.steps).map((id) => [id, id === pathway.start ? nothing : everything]));
  for (const { to, when } of pathway.reopening) known.set(to, common(known.get(to) ?? nothing, new Set(when?.consent)));
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (const edge of edges) {
      const before = known.get(edge.to);
      if (!before) continue;
      const coming = after(known.get(edge.from) ?? nothing, pathway, edge);
      const met = common(before, coming);
      hasChanged ||= met.size < before.size;
      known.set(edge.to, met);
    }
  }
  return known;
};

/** A step that needs a scope is reached only where it was granted, on every way. */
export const scopesAreGranted: LintRule = (pathway) => {
  const known = knownAtOpening(pathway);
  return Object.entries(pathway.steps).flatMap(([id, { needs }]) =>
    needs
      .filter((scope) => !known.get(id)?.has(scope))
      .map((scope) => ({
        rule: 'scope-not-granted',
        where: `steps.${id}.needs.${scope}`,
        text: text('Un chemin y mène sans cette portée', 'A way leads here without this scope'),
      })),
  );
};

/** Every way to the end says why: a reason, a field that must be filled, or one that was filled on every way before. */
export const endsHaveReasons: LintRule = (pathway) => {
  const known = knownAtOpening(pathway);
  return edgesOf(pathway)
    .filter(({ from, to, completion, reason }) => {
      if (to !== 'end') return false;
      if (reason === undefined) return true;
      if (typeof reason === 'string') return false;
      return 'field' in reason
        ? !isRequiredIn(completion.form, reason.field)
        : !(known.get(from)?.has('closureReason') ?? false) && !setsReason(completion);
    })
    .map((edge) => ({
      rule: 'no-reason',
      where: whereOf(edge),
      text: text('Chemin vers la fin sans motif', 'A way to the end without a reason'),
    }));
};

/** The first outcome is the one that people take when all goes well: nothing that cannot be had may stand before it. */
export const normalWayIsOpen: LintRule = (pathway) => {
  const edges = edgesOf(pathway);
  const grantable = new Set(edges.flatMap(({ completion }) => Object.values(completion.grants ?? {})));
  return Object.entries(pathway.steps)
    .filter(([, { outcomes }]) => {
      const when = Object.values(outcomes)[0]?.when;
      return when?.attempts !== undefined || (when?.consent ?? []).some((scope) => !grantable.has(scope));
    })
    .map(([id]) => ({
      rule: 'normal-way-closed',
      where: `steps.${id}`,
      text: text(
        'L’issue normale demande ce que personne ne peut avoir',
        'The normal outcome asks for what nobody can have',
      ),
    }));
};
