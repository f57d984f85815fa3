import { describe, expect, test } from '@jest/globals';
import { makeAdmission } from '../../../infra/local/http/admission.ts';

const decide = (host: string, { origin, address, origins = [], url = '/' }: Asked = {}) =>
  makeAdmission({ address, origins })({
    rawHeaders: ['Host', host, ...(origin === undefined ? [] : ['Origin', origin])],
    url,
  })?.status;

type Asked = {
  readonly origin?: string;
  readonly address?: string;
  readonly origins?: readonly string[];
  readonly url?: string;
};

describe('a configured address', () => {
  const address = 'https://parcours.example';

  test.each([
    ['parcours.example', undefined],
    ['parcours.example:443', undefined],
    ['Parcours.Example.', undefined],
    ['localhost:4000', undefined],
    ['parcours.example:80', 421],
    ['www.parcours.example', 421],
    ['parcours.example.evil.example', 421],
  ])('answers %s with %p', (host, status) => {
    expect(decide(host, { address })).toBe(status);
  });

  test('admits its own pages, whatever name a proxy asks by', () => {
    expect(decide('parcours.example', { address, origin: address })).toBeUndefined();
    expect(decide('localhost:4000', { address, origin: address })).toBeUndefined();
    expect(decide('parcours.example', { address, origin: `${address}:443` })).toBeUndefined();
    expect(decide('parcours.example', { address, origin: 'https://parcours.example:8443' })).toBe(403);
  });

  test('is known with a port of its own', () => {
    expect(decide('parcours.example:8443', { address: 'http://parcours.example:8443' })).toBeUndefined();
    expect(decide('parcours.example', { address: 'http://parcours.example:8443' })).toBe(421);
  });
});

describe('the CORS configuration', () => {
  test('admits the origins that it names, and no part of one', () => {
    const origins = ['https://tools.example'];
    expect(decide('localhost', { origins, origin: 'https://tools.example' })).toBeUndefined();
    expect(decide('localhost', { origins, origin: 'https://tools.example.evil.example' })).toBe(403);
    expect(decide('localhost', { origins: ['*'], origin: 'https://any.example' })).toBeUndefined();
  });
});

test('an IPv4 loopback written as IPv6 is the loopback; other addresses are not', () => {
  expect(decide('[::ffff:127.0.0.1]')).toBeUndefined();
  expect(decide('[::ffff:10.0.0.1]')).toBe(421);
});
