import type { ActionView, CaseView } from '../../shared/api/schemas/case.ts';

/** Which action is taken where several are as good: the first that is offered, the last, or any. */
export const ways = ['first', 'last', 'random'] as const;
export type Way = (typeof ways)[number];

type Options = {
  readonly way: Way;
  /** From 0 up to 1, as `Math.random`. */
  readonly random: () => number;
};

/**
 * Chooses among the actions of an open step: one that leads to a step not seen yet; where there is none, one that ends the
 * case; else one of those taken least often, so that no walk goes round for ever.
 */
export const makeChoice = ({ way, random }: Options) => {
  const seen = new Set<string>();
  const timesTaken = new Map<string, number>();
  const indexIn = ({ length }: readonly ActionView[]) =>
    ({ first: 0, last: -1, random: Math.floor(random() * length) })[way];

  return ({ step: { id, actions } }: Pick<CaseView, 'step'>): ActionView => {
    seen.add(id);
    const keyOf = ({ outcome }: ActionView) => `${id} ${outcome}`;
    const times = (action: ActionView) => timesTaken.get(keyOf(action)) ?? 0;
    const fewest = Math.min(...actions.map(times));
    const fresh = actions.filter((action) => action.next !== 'end' && !seen.has(action.next) && times(action) === 0);
    const leastTaken = actions.filter((action) => times(action) === fewest);
    const ending = leastTaken.filter(({ next }) => next === 'end');
    const best = [fresh, ending, leastTaken].find(({ length }) => length > 0) ?? [];
    const chosen = best.at(indexIn(best));
    if (chosen === undefined) throw new Error(`${id} : aucune suite possible / no action`);
    timesTaken.set(keyOf(chosen), times(chosen) + 1);
    return chosen;
  };
};
