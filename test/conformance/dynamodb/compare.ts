import { smoothed } from './exceptions.ts';
import { asText, bag, itemsOf, withoutOrder } from './normal-form.ts';
import type { Step } from './operations.ts';
import type { Answer, Json, Side } from './sides.ts';

const reasonsOf = (members: Json): unknown =>
  Array.isArray(members.CancellationReasons)
    ? members.CancellationReasons.map(({ Message: _, ...reason }: Json) => reason)
    : undefined;

/** An answer in a form that is equal where the stores agree. Messages differ between the service and DynamoDB Local. */
const comparable = (step: Step, given: Answer): unknown => {
  const answer = smoothed(step, given);
  if (answer.is === 'output') return withoutOrder(answer.output);
  const { code, members } = answer;
  return withoutOrder({ code, item: members.Item, reasons: reasonsOf(members) });
};

/** All pages of a walk, one after another; an error ends it. */
const pagesOf = async (side: Side, { operation, input }: Step): Promise<readonly Answer[]> => {
  const pages: Answer[] = [];
  let start: unknown;
  do {
    const page = await side(operation, { ...input, ...(start !== undefined && { ExclusiveStartKey: start }) });
    pages.push(page);
    start = page.is === 'output' ? page.output.LastEvaluatedKey : undefined;
  } while (start !== undefined);
  return pages;
};

/**
 * Pages without an empty one at the end: DynamoDB Local notices that a page ended on an inclusive bound and stops
 * there, where the next page would be empty. A caller sees the same items.
 */
const withoutEmptyEnd = (pages: readonly Answer[]): readonly Answer[] => {
  const [before, last] = pages.slice(-2);
  if (before?.is !== 'output' || last?.is !== 'output' || last.output.ScannedCount !== 0) return pages;
  const { LastEvaluatedKey: _, ...output } = before.output;
  return [...pages.slice(0, -2), { is: 'output', output }];
};

/** What a walk in no promised order has to show: how many pages and items, and which. */
const summary = (pages: readonly Answer[]): unknown => {
  const outputs = pages.flatMap((page) => (page.is === 'output' ? [page.output] : []));
  const total = (name: string) => outputs.reduce((sum, output) => sum + Number(output[name]), 0);
  return {
    pages: pages.length,
    count: total('Count'),
    scanned: total('ScannedCount'),
    items: bag(outputs.flatMap(itemsOf)),
  };
};

/** Both stores' answers to one step, in forms that are equal where they agree. */
export const answersTo = async (step: Step, ours: Side, theirs: Side): Promise<readonly [unknown, unknown]> => {
  const [own, other] = step.walk
    ? [await pagesOf(ours, step), await pagesOf(theirs, step)]
    : [[await ours(step.operation, step.input)], [await theirs(step.operation, step.input)]];
  const refused = [...own, ...other].some(({ is }) => is === 'error');
  if (step.walk === 'unordered' && !refused) return [summary(own), summary(other)];
  const forms = (pages: readonly Answer[]) => withoutEmptyEnd(pages).map((page) => comparable(step, page));
  return [forms(own), forms(other)];
};

/** Whether two answers are the same, whatever the order of their members. */
export const agree = ([own, other]: readonly [unknown, unknown]): boolean => asText(own) === asText(other);
