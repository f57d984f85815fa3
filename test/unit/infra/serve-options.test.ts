import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveOptions, usage } from '../../../infra/cli/system/serve-options.ts';
import { UsageError } from '../../../infra/cli/usage.ts';

const home = mkdtempSync(join(tmpdir(), 'parcours-serve-options-'));
afterAll(() => {
  rmSync(home, { recursive: true });
});

const needed = {
  '--data': 'd',
  '--address': 'https://parcours.example',
  '--issuer': 'https://id.example/',
  '--audience': 'api://parcours',
};
/** The options of a command line that lacks nothing, with others beside or instead; `undefined` leaves one out. */
const line = (more: Readonly<Record<string, string | undefined>> = {}): readonly string[] => {
  const said: Readonly<Record<string, string | undefined>> = { ...needed, ...more };
  return Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
};

const fileOf = (content: unknown): string => {
  const file = join(home, 'members.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const ana = {
  sub: 'ana',
  name: 'Ana',
  role: 'administrator',
  organisation: 'est',
  mandate: { unit: 'soutien', kind: 'support' },
  language: 'fr',
};

describe('npm run serve', () => {
  test('listens behind a proxy with TLS, its AWS port off', () => {
    expect(serveOptions(line())).toEqual({
      data: 'd',
      address: 'https://parcours.example',
      host: '127.0.0.1',
      port: 4000,
      awsPort: 'off',
      issuer: {
        issuer: 'https://id.example/',
        audience: 'api://parcours',
        clientId: 'api://parcours',
        scope: 'openid',
        signInUrl: 'https://id.example/',
      },
      members: [],
    });
  });

  test('takes what it is told', () => {
    const told = line({
      '--client-id': 'pages',
      '--scope': 'openid api://parcours/use',
      '--sign-in-url': 'https://tokens.example',
      '--port': '8080',
      '--aws-port': '4566',
      '--members': fileOf([ana]),
    });
    expect(serveOptions(told)).toMatchObject({
      port: 8080,
      awsPort: 4566,
      issuer: { clientId: 'pages', scope: 'openid api://parcours/use', signInUrl: 'https://tokens.example' },
      members: [ana],
    });
  });

  test.each([
    ['http://localhost:4100', { address: 'http://localhost:4100', host: '127.0.0.1', port: 4100 }],
    ['http://127.0.0.1:4100/', { address: 'http://127.0.0.1:4100', host: '127.0.0.1', port: 4100 }],
    ['http://[::1]:4100', { address: 'http://[::1]:4100', host: '::1', port: 4100 }],
    ['http://localhost', { address: 'http://localhost', host: '127.0.0.1', port: 80 }],
    ['HTTPS://Parcours.Example:8443', { address: 'https://parcours.example:8443', host: '127.0.0.1', port: 4000 }],
  ])('listens where %s leads', (address, expected) => {
    expect(serveOptions(line({ '--address': address }))).toMatchObject(expected);
  });

  test.each(['--data', '--address', '--issuer', '--audience'])('asks for %s', (name) => {
    expect(() => serveOptions(line({ [name]: undefined }))).toThrow(UsageError);
    expect(() => serveOptions(line({ [name]: undefined }))).toThrow(name);
    expect(() => serveOptions(line({ [name]: '' }))).toThrow(name);
  });

  test.each([
    ['--data', ':memory:'],
    ['--address', 'parcours.example'],
    ['--address', 'http://parcours.example'],
    ['--address', 'http://192.168.1.20:4000'],
    ['--address', 'http://0.0.0.0:4000'],
    ['--address', 'http://localhost:0'],
    ['--address', 'http://localhost:65536'],
    ['--address', 'https://parcours.example/pages'],
    ['--address', 'https://parcours.example?x'],
    ['--address', 'https://me@parcours.example'],
    ['--address', 'ftp://localhost'],
    ['--issuer', 'http://id.example'],
    ['--issuer', 'id.example'],
    ['--sign-in-url', 'http://id.example'],
    ['--scope', 'email'],
    ['--client-id', ''],
    ['--port', 'high'],
    ['--aws-port', '65536'],
    ['--members', '/nowhere/members.json'],
    ['--reset', 'yes'],
    ['--seed', '4'],
    ['--host', '0.0.0.0'],
    ['--begin', '2026-12-04T18:30-05:00'],
  ])('refuses %s %s and names it', (name, value) => {
    expect(() => serveOptions(line({ [name]: value }))).toThrow(UsageError);
    expect(() => serveOptions(line({ [name]: value }))).toThrow(name);
  });

  test('refuses a port other than that of an address on this machine', () => {
    expect(() => serveOptions(line({ '--address': 'http://localhost:4100', '--port': '4200' }))).toThrow('4100');
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '[', 'JSON'],
    ['one person without a list', ana, 'array'],
    ['somebody without a role', [{ ...ana, role: undefined }], 'role'],
    ['somebody twice', [ana, { ...ana, name: 'Another' }], 'sub'],
    [
      'a judicial mandate that administers',
      [{ ...ana, mandate: { unit: 'u', kind: 'judicial' } }],
      'administers nothing',
    ],
  ])('refuses a file of members with %s', (_what, content, word) => {
    expect(() => serveOptions(line({ '--members': fileOf(content) }))).toThrow(word);
  });

  test('explains each of its options', () => {
    for (const name of [
      ...Object.keys(needed),
      '--client-id',
      '--scope',
      '--sign-in-url',
      '--members',
      '--port',
      '--aws-port',
    ])
      expect(usage).toContain(`  ${name} `);
  });
});
