/** One statement of an identity policy, its names normalised to lists. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

/** What a call asks for. An undefined resource is one that the request does not name, such as that of a task token. */
export type Need = { readonly action: string; readonly resource: string | undefined };

const patterns = new Map<string, RegExp>();

/** `*` for any characters, `?` for one. */
const patternOf = (text: string, flags: string): RegExp => {
  const key = `${flags}${text}`;
  const known = patterns.get(key);
  if (known) return known;
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, `${flags}s`);
  patterns.set(key, pattern);
  return pattern;
};

/** Whether a resource is one of those that a pattern names. */
export const matches = (pattern: string, resource: string): boolean => patternOf(pattern, '').test(resource);

const covers = ({ actions, resources }: Statement, { action, resource }: Need): boolean =>
  actions.some((each) => patternOf(each, 'i').test(action)) &&
  (resource === undefined || resources.some((each) => matches(each, resource)));

/** Whether identity policies allow a call: some statement allows it, and none denies it. */
export const isAllowed = (statements: readonly Statement[], need: Need): boolean => {
  const covering = statements.filter((statement) => covers(statement, need));
  return covering.length > 0 && covering.every(({ effect }) => effect === 'Allow');
};
