import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { writeMutated, type Change } from '../support/deployed/mutated.ts';
import { startDeployed, type Deployed } from '../support/deployed/start-deployed.ts';
import { grantedFunctions } from '../support/template.ts';

// What the tier is for: each of these deploys, and fails at its first call. One function stands for all.

type Template = { Resources: Record<string, { Properties?: Record<string, unknown> }> };

const me = grantedFunctions().find(({ folder }) => folder === 'http/me');

/** A change of the template of the stack that holds the function. */
const ofTemplate = (edit: (resources: Template['Resources']) => void): Change => ({
  files: `${me?.stack ?? ''}.template.json`,
  edit: (text) => {
    const template = JSON.parse(text) as Template;
    edit(template.Resources);
    return JSON.stringify(template);
  },
});

const withoutGrant = ofTemplate((resources) => {
  const [role] = (me?.properties['Role'] as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  for (const { Properties = {} } of Object.values(resources)) {
    if (JSON.stringify(Properties['Roles']) !== JSON.stringify([{ Ref: role }])) continue;
    const document = Properties['PolicyDocument'] as { Statement: { readonly Action: unknown }[] };
    document.Statement = document.Statement.filter(
      ({ Action }) => !JSON.stringify(Action).includes('dynamodb:BatchGetItem'),
    );
  }
});

const withoutVariable = ofTemplate((resources) => {
  const { Variables } = resources[me?.id ?? '']?.Properties?.['Environment'] as { Variables: Record<string, unknown> };
  delete Variables['RECORD_TABLE'];
});

const withBrokenLogger: Change = {
  files: 'asset.*/chunks/*.mjs',
  edit: (text) => text.replace('cacheMiddleware:!0', 'cacheMiddleware:!0,logger:{}'),
};

const withForeignVariable: Change = {
  files: 'asset.*/http/me/handler.mjs',
  edit: (text) => `${text}\nglobalThis.keysTable = process.env.KEYS_TABLE ?? 'none';\n`,
};

const withWorkLeft: Change = {
  files: 'asset.*/http/me/handler.mjs',
  edit: (text) =>
    text.replace(/export\{(\w+) as handler\};?\s*$/, (_, name: string) =>
      [
        `const later = async (event, context) => {`,
        `  setTimeout(() => ${name}(event, context), 300);`,
        `  return { statusCode: 200, body: '{}' };`,
        `};`,
        `export{later as handler};`,
      ].join('\n'),
    ),
};

const withCallback: Change = {
  files: 'asset.*/http/me/handler.mjs',
  edit: (text) =>
    text.replace(
      /export\{(\w+) as handler\};?\s*$/,
      'const old = (event, context, callback) => callback(null, {});\nexport{old as handler};',
    ),
};

const withRejection: Change = {
  files: 'asset.*/http/me/handler.mjs',
  edit: (text) => `${text}\nsetTimeout(() => { Promise.reject(new Error('left alone')); }, 50);\n`,
};

const tokenSchema = z.object({ access_token: z.string() });

/** Asks the function once, and waits for what it may still do. */
const askOnce = async ({ system }: Deployed): Promise<void> => {
  const { body } = await system.nobody.post('/_local/token', { user: 'coordinator@est' });
  const headers = { authorization: `Bearer ${tokenSchema.parse(body).access_token}` };
  await (await fetch(`${system.runtime.apiUrl}/v1/me`, { headers })).arrayBuffer();
};

const findingsOf = async (change: Change, isFound: RegExp): Promise<string> => {
  const { assembly, clean } = writeMutated(change);
  const deployed = await startDeployed(assembly);
  try {
    const deadline = performance.now() + 20_000;
    while (!isFound.test(deployed.findings().join('\n')) && performance.now() < deadline) {
      await askOnce(deployed);
      await sleep(200);
    }
    return deployed.findings().join('\n');
  } finally {
    await deployed.system.stop();
    clean();
  }
};

describe('the tier finds', () => {
  test.each<[string, Change, RegExp]>([
    [
      'a grant that is missing in the template',
      withoutGrant,
      /assumed-role\/.*Me.* is not authorized to perform: dynamodb:BatchGetItem on resource: .*:table\/.*Record/,
    ],
    ['a client with a broken logger', withBrokenLogger, /http\/me said: .*logger\?\.debug is not a function/],
    [
      'a variable that is missing in the template',
      withoutVariable,
      /http\/me failed: Error: environment variable RECORD_TABLE/,
    ],
    [
      'a bundle that reads a variable of another function',
      withForeignVariable,
      /http\/me reads KEYS_TABLE, a variable that its template does not give it/,
    ],
    [
      'work that is left when a function has answered',
      withWorkLeft,
      /ParcoursApi-Me\S* called BatchGetItem after it had answered/,
    ],
    ['a handler with a callback', withCallback, /http\/me failed: Runtime\.CallbackHandlerDeprecated/],
    [
      'a rejection that nobody handles',
      withRejection,
      /http\/me failed: Runtime\.UnhandledPromiseRejection: left alone/,
    ],
  ])(
    '%s',
    async (_what, change, finding) => {
      expect(await findingsOf(change, finding)).toMatch(finding);
    },
    60_000,
  );
});
