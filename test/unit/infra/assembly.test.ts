import { describe, expect, test } from '@jest/globals';
import { synthesised } from '../../support/deployment/synthesised.ts';

/** The properties of every resource of a type, in an application with that context. */
const propertiesOf = (type: string, context: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] =>
  synthesised({ context }).flatMap(({ template: { Resources = {} } }) =>
    Object.values(Resources).flatMap(({ Type, Properties = {} }) => (Type === type ? [Properties] : [])),
  );

const routeSettings = (context: Readonly<Record<string, unknown>>): readonly unknown[] =>
  propertiesOf('AWS::ApiGatewayV2::Stage', context).map((stage) => stage['DefaultRouteSettings']);

describe('detailed metrics', () => {
  test.each(['true', true])('are on where they are asked for (%p)', (detailedMetrics) => {
    expect(routeSettings({ detailedMetrics })).toEqual([expect.objectContaining({ DetailedMetricsEnabled: true })]);
  });

  test('are neither on nor off by a word that is neither', () => {
    expect(() => synthesised({ context: { detailedMetrics: 'yes' } })).toThrow('takes true or false, not yes');
  });
});

describe('an issuer outside', () => {
  const issuer = 'https://id.example/realms/parcours';
  const outside = { issuer, audience: 'api://parcours' };

  const ofPages = (context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const all = propertiesOf('AWS::Lambda::Function', context).map(
      ({ Environment = {} }) => (Environment as { readonly Variables?: Readonly<Record<string, unknown>> }).Variables,
    );
    return all.find((variables) => variables !== undefined && 'ISSUER' in variables) ?? {};
  };

  test('may know the pages by another name than that of the API, elsewhere and for more than who one is', () => {
    const signInUrl = 'https://tokens.example';
    const context = { ...outside, clientId: 'pages', scope: 'openid api://parcours/use', signInUrl };
    expect(ofPages(context)).toMatchObject({
      ISSUER: issuer,
      CLIENT_ID: 'pages',
      SCOPE: 'openid api://parcours/use',
      SIGN_IN_URL: signInUrl,
    });
    expect(propertiesOf('AWS::ApiGatewayV2::Authorizer', context)).toEqual([
      expect.objectContaining({ JwtConfiguration: { Audience: ['api://parcours'], Issuer: issuer } }),
    ]);
  });

  test('knows the pages by the audience, at its own address, where nothing else is said', () => {
    expect(ofPages(outside)).toMatchObject({ CLIENT_ID: 'api://parcours', SCOPE: 'openid', SIGN_IN_URL: issuer });
  });

  test.each([
    ['no audience', { issuer }, 'audience'],
    ['no issuer', { audience: 'parcours' }, 'issuer'],
    ['a client and no issuer', { clientId: 'pages' }, 'issuer'],
    ['an issuer that is no address', { issuer: 'id.example', audience: 'parcours' }, 'issuer'],
    ['an issuer without TLS', { issuer: 'http://id.example', audience: 'parcours' }, 'https'],
    ['an issuer with a question', { issuer: 'https://id.example/?tenant=1', audience: 'parcours' }, 'issuer'],
    ['a place to sign in without TLS', { ...outside, signInUrl: 'http://id.example' }, 'https'],
    ['a scope that is not OpenID Connect’s', { ...outside, scope: 'email' }, 'openid'],
    ['a client of no name', { ...outside, clientId: '' }, 'clientId'],
  ])('is refused with %s', (_what, context, word) => {
    expect(() => synthesised({ context })).toThrow(word);
  });

  test.each(['http://127.0.0.1:9000', 'http://[::1]:9000', 'http://localhost:9000/realm'])(
    'needs no TLS on this machine: %s',
    (local) => {
      expect(ofPages({ ...outside, issuer: local })).toMatchObject({ ISSUER: local });
    },
  );
});
