import { describe, expect, test } from '@jest/globals';
import {
  exportsOf,
  importsOf,
  refusalsOf,
  withChange,
  type Deployed,
} from '../../support/deployment/cloudformation.ts';
import { synthesised, type Synthesised } from '../../support/deployment/synthesised.ts';
import { published } from '../../../workflows/catalogue.ts';

const outside = { issuer: 'https://id.example/', audience: 'parcours' };
const everything = {
  ...outside,
  detailedMetrics: 'true',
  mailFrom: 'organisme.example',
  pagesUrl: 'https://parcours.example',
};
const withNext = [...published, ...published.map((pathway) => ({ ...pathway, version: pathway.version + 1 }))];

/** Every way in which an installation may be configured, as far as templates differ; and with a version more of each pathway. */
const configurations: ReadonlyMap<string, Synthesised> = new Map([
  ['nothing said', synthesised()],
  ['pagesUrl', synthesised({ context: { pagesUrl: everything.pagesUrl } })],
  ['an address in mailFrom', synthesised({ context: { mailFrom: 'bonjour@organisme.example' } })],
  ['a domain in mailFrom', synthesised({ context: { mailFrom: everything.mailFrom } })],
  ['issuer and audience', synthesised({ context: outside })],
  ['everything said', synthesised({ context: everything })],
  ['a version more', synthesised({ pathways: withNext })],
  ['a version more and everything said', synthesised({ pathways: withNext, context: everything })],
]);

const named = (name: string): Synthesised => configurations.get(name) ?? [];

/** Deploys stack by stack; gives what CloudFormation refuses, and what stands deployed after each stack. */
const deployOver = (start: Deployed, stacks: Synthesised) => {
  let deployed = start;
  const states: Deployed[] = [];
  const refusals: string[] = [];
  for (const change of stacks) {
    refusals.push(...refusalsOf(deployed, change));
    deployed = withChange(deployed, change);
    states.push(deployed);
  }
  return { deployed, states, refusals };
};

describe('a first deployment', () => {
  test.each([...configurations])('with %s finds each import exported by a stack that it waits for', (_name, stacks) => {
    expect(deployOver(new Map(), stacks).refusals).toEqual([]);
    for (const { stack, template, after } of stacks) {
      const offered = stacks.filter((other) => after.includes(other.stack)).map((other) => exportsOf(other.template));
      const reached = importsOf(template).filter((name) => !offered.some((exports) => exports.has(name)));
      expect([stack, reached]).toEqual([stack, []]);
    }
  });

  test('in another region is complete there', () => {
    const stacks = synthesised({ context: { region: 'ca-west-1' } });
    expect(new Set(stacks.map(({ region }) => region))).toEqual(new Set(['ca-west-1']));
    expect(deployOver(new Map(), stacks).refusals).toEqual([]);
  });
});

describe('what is deployed', () => {
  test.each([...configurations])(
    'with %s is taken to any other, and back from wherever that stopped',
    (from, stacks) => {
      const before = deployOver(new Map(), stacks).deployed;
      for (const [to, changed] of configurations) {
        const { refusals, states } = deployOver(before, changed);
        expect([from, to, refusals]).toEqual([from, to, []]);
        expect(states.flatMap((state) => deployOver(state, stacks).refusals)).toEqual([]);
      }
    },
  );

  test('exports the same names for the same things, whatever is configured', () => {
    const offered = (stacks: Synthesised) => stacks.flatMap(({ template }) => [...exportsOf(template)]);
    for (const stacks of configurations.values()) expect(offered(stacks)).toEqual(offered(named('nothing said')));
    // A new name may come. A name that goes, or means another thing, can only go once no deployed stack imports it.
    expect(offered(named('nothing said')).map(([name]) => name)).toEqual([
      'ParcoursData:KeyArn',
      'ParcoursData:RecordTable',
      'ParcoursData:RecordArn',
      'ParcoursData:IdentityTable',
      'ParcoursData:IdentityArn',
      'ParcoursData:KeysTable',
      'ParcoursData:KeysArn',
      'ParcoursData:YouthKeyArn',
      'ParcoursData:TeamKeyArn',
      'ParcoursData:RowKeyArn',
      'ParcoursApi:ApiUrl',
    ]);
  });
});
