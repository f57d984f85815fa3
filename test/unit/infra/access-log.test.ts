import { expect, test } from '@jest/globals';
import { resourcesOf } from '../../support/template.ts';

/**
 * What API Gateway puts in the place of a variable, as it is and without escaping; `-` where there is nothing to say.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const values: Readonly<Record<string, readonly string[]>> = {
  '$context.requestId': ['JKJaXmPLvHcESHA='],
  '$context.routeKey': ['GET /v1/cases/{caseId}', '$default', '-'],
  '$context.status': ['200', '401', '503'],
  '$context.responseLength': ['0', '2345', '-'],
  '$context.responseLatency': ['12', '-'],
  '$context.integrationStatus': ['200', '502', '-'],
  '$context.integrationLatency': ['9', '-'],
  '$context.integration.error': ['Task timed out', 'The function said: "no"', '-'],
  '$context.error.message': ['Unauthorized', 'Too Many Requests', 'Request Entity Too Large', '-'],
  '$context.error.messageString': ['"Unauthorized"', '"Too Many Requests"', '-'],
  '$context.error.responseType': ['UNAUTHORIZED', 'THROTTLED', 'DEFAULT_5XX', '-'],
  '$context.authorizer.error': ['the token has expired', 'unable to decode "n" from RSA public key', '-'],
};

const format = (): string => {
  const [stage] = resourcesOf('AWS::ApiGatewayV2::Stage');
  return (stage?.properties['AccessLogSettings'] as { readonly Format: string }).Format;
};

const variablesIn = (text: string): readonly string[] => text.match(/\$context\.[\w.]+/g) ?? [];

/** The line with the value of each variable that stands at this place of its possible ones. */
const lineWith = (place: number): string =>
  format().replaceAll(/\$context\.[\w.]+/g, (name) => {
    const possible = values[name] ?? [];
    return possible[place % possible.length] ?? '';
  });

test('every variable of the access log is one whose values are known here', () => {
  expect(variablesIn(format()).filter((name) => !(name in values))).toEqual([]);
  expect(variablesIn(format())).toContain('$context.error.message');
});

test.each([...Array(12).keys()])('a line of the access log is JSON, whatever its values are (%s)', (place) => {
  const line: unknown = JSON.parse(lineWith(place));
  expect(Object.keys(line as object)).toHaveLength(variablesIn(format()).length);
});
