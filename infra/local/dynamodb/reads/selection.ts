import { invalid } from '../errors.ts';
import { has, type Members, oneOf } from '../request/members.ts';
import type { Projection } from '../request/expressions.ts';
import type { Index } from '../tables/table.ts';

const selects = ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'] as const;

/** Checks `Select` against the projection and the index; tells whether only a count is wanted. @throws ValidationException */
export const readSelection = (
  input: Members,
  index: Index | undefined,
  projection: Projection | undefined,
): boolean => {
  const select = oneOf(input, 'Select', selects, projection ? 'SPECIFIC_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES');
  if (!has(input, 'Select')) {
    refuseUnprojected(index, projection);
    return false;
  }
  if (select === 'SPECIFIC_ATTRIBUTES' && !projection) {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (select !== 'SPECIFIC_ATTRIBUTES' && projection) {
    throw invalid(
      `Cannot specify the ProjectionExpression when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`,
    );
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index) {
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (select === 'ALL_ATTRIBUTES' && index && !index.projectsAll) {
    throw invalid(
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary ' +
        `index ${index.name} because its projection type is not ALL`,
    );
  }
  refuseUnprojected(index, projection);
  return select === 'COUNT';
};

const refuseUnprojected = (index: Index | undefined, projection: Projection | undefined): void => {
  const missing = projection?.paths.map(([top]) => top).filter((name) => index && !index.projects(name)) ?? [];
  if (!index || missing.length === 0) return;
  throw invalid(
    `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${[...new Set(missing)].join(', ')}]`,
  );
};
