import { randomUUID } from 'node:crypto';
import type { Functions } from '../lambda/functions.ts';
import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import { matches, unknownOperator, type EventPattern } from './pattern.ts';

/** An event before the bus completes it. */
export type Occurrence = {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: object;
};

type Rule = { readonly pattern: EventPattern; readonly targets: readonly string[] };

type Deps = {
  readonly rules: readonly Resource[];
  readonly functions: Pick<Functions, 'invokeLater' | 'find'>;
  readonly region: string;
  readonly account: string;
  readonly now: () => number;
};

const ruleOf = ({ stack, logicalId, properties }: Resource, find: Functions['find']): Rule => {
  const where = `${stack}/${logicalId}`;
  const pattern = properties['EventPattern'] as EventPattern;
  const unknown = unknownOperator(pattern);
  if (unknown !== undefined) throw new RuntimeRefusal(`${where}: ${unknown} in EventPattern has no local life`);
  const targets = (properties['Targets'] ?? []) as readonly { readonly Arn: string }[];
  const missing = targets.find(({ Arn }) => !find(Arn));
  if (missing) throw new RuntimeRefusal(`${where}: target ${missing.Arn} has no local life`);
  return { pattern, targets: targets.map(({ Arn }) => Arn) };
};

/**
 * The default event bus: each rule that fits an event invokes its functions with it, and nobody waits.
 * @throws RuntimeRefusal when a pattern or a target has no local life.
 */
export const makeEventBus = ({ rules, functions, region, account, now }: Deps): ((event: Occurrence) => void) => {
  const enabled = rules
    .filter(({ properties }) => properties['State'] !== 'DISABLED')
    .map((rule) => ruleOf(rule, functions.find));
  return ({ source, detailType, resources, detail }) => {
    const time = new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z');
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account,
      time,
      region,
      resources,
      detail,
    };
    for (const { pattern, targets } of enabled) {
      if (matches(pattern, event)) for (const target of targets) functions.invokeLater(target, event);
    }
  };
};
