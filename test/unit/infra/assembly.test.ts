import { describe, expect, test } from '@jest/globals';
import { synthesised } from '../../support/deployment/synthesised.ts';

const routeSettings = (context: Readonly<Record<string, unknown>>): readonly unknown[] =>
  synthesised({ context }).flatMap(({ template: { Resources = {} } }) =>
    Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Stage')
      .map(({ Properties = {} }) => Properties['DefaultRouteSettings']),
  );

describe('detailed metrics', () => {
  test.each(['true', true])('are on where they are asked for (%p)', (detailedMetrics) => {
    expect(routeSettings({ detailedMetrics })).toEqual([expect.objectContaining({ DetailedMetricsEnabled: true })]);
  });

  test('are neither on nor off by a word that is neither', () => {
    expect(() => synthesised({ context: { detailedMetrics: 'yes' } })).toThrow('takes true or false, not yes');
  });
});
