import { describe, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPageFiles } from '../../../functions/console/serve/page-files.ts';
import { makeServePage } from '../../../functions/console/serve/serve-page.ts';
import { outputFolder } from '../../../infra/build/build.ts';

const files = openPageFiles(pathToFileURL(`${resolve(outputFolder, 'console/page')}/`));
const { script, style, icon } = files.names;
const servePage = makeServePage({
  files,
  signIn: { issuer: 'https://issuer.example/"pool"', clientId: 'pages', scope: 'openid api://parcours/use' },
  callable: ['https://issuer.example/pool', 'https://sign-in.example'],
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  servePage({ rawPath: path, headers, pathParameters: { file: path.split('/').at(-1) } });
const asset = (name: string, headers?: Readonly<Record<string, string>>) => get(`/assets/${name}`, headers);

describe('the page', () => {
  test('is French first, names its files by what is in them, and may not be kept', async () => {
    const { statusCode, headers, body } = await get('/');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(body).toContain('<html lang="fr">');
    for (const name of [script, style, icon]) expect(body).toContain(`/assets/${name}"`);
    expect(body).toContain('content="https://issuer.example/&quot;pool&quot;"');
    expect(body).toContain('<meta name="client" content="pages">');
    expect(body).toContain('<meta name="scope" content="openid api://parcours/use">');
    expect(await get('/callback')).toEqual(await get('/'));
  });

  test('lets nothing in from elsewhere, and nothing inline', async () => {
    const { headers, body } = await get('/');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("connect-src 'self' https://issuer.example https://sign-in.example;");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=/);
    expect(body).not.toMatch(/(?:src|href)="(?!\/assets\/)/);
  });

  test('takes 60 KB at most on its first visit, uncompressed', async () => {
    const { body } = await get('/');
    const bytes = [script, style, icon].map((name) => files.read(name)?.byteLength ?? Number.NaN);
    expect(bytes.reduce((sum, size) => sum + size, Buffer.byteLength(body))).toBeLessThanOrEqual(60 * 1024);
  });
});

describe('its files', () => {
  test.each([
    [script, 'text/javascript; charset=utf-8'],
    [style, 'text/css; charset=utf-8'],
    [icon, 'image/svg+xml'],
  ])('%s may be kept for good', async (name, type) => {
    const { statusCode, headers, body, isBase64Encoded } = await asset(name);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(isBase64Encoded).toBe(true);
    expect(Buffer.from(body, 'base64')).toEqual(files.read(name));
  });

  test('come compressed to a browser that takes it', async () => {
    const { headers, body } = await asset(script, { 'accept-encoding': 'gzip, deflate, br' });
    expect(headers['content-encoding']).toBe('br');
    expect(Buffer.from(body, 'base64')).toEqual(files.read(`${script}.br`));
    expect(Buffer.from(body, 'base64').byteLength).toBeLessThan(20 * 1024);
  });

  test.each(['main.js', 'files.json', 'main.js.br', '..%2Fserve%2Fhandler.mjs', '', 'constructor'])(
    '%j is none of them',
    async (name) => {
      expect((await asset(name)).statusCode).toBe(404);
    },
  );
});
