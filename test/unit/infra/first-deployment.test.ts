import { describe, expect, test } from '@jest/globals';
import { allResources, resourcesOf, templateText, type Resource } from '../../support/template.ts';

const outlives = ({ afterwards: [deleted] }: Resource): boolean => deleted !== undefined && deleted !== 'Delete';
const kept = allResources().filter(outlives);
const keptIn = (stack: string): ReadonlySet<string> =>
  new Set(kept.filter((each) => each.stack === stack).map(({ id }) => id));

/** The resources of the same stack that a value refers to. */
const referredTo = (value: unknown, ids: ReadonlySet<string>): readonly string[] => {
  if (typeof value === 'string') return ids.has(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((below) => referredTo(below, ids));
};

describe('a first deployment that rolls back', () => {
  test('leaves nothing: what is kept is kept only once it is made', () => {
    const early = allResources().filter(({ afterwards }) => afterwards[0] === 'Retain');
    expect(early.map(({ id }) => id)).toEqual([]);
    expect([...new Set(kept.map(({ afterwards }) => afterwards.join()))]).toEqual(['RetainExceptOnCreate,Retain']);
  });

  test('may delete all that it made: protection from deletion is off until it is turned on', () => {
    const protections = [
      ...resourcesOf('AWS::DynamoDB::Table').map(({ properties }) => properties['DeletionProtectionEnabled']),
      ...resourcesOf('AWS::Cognito::UserPool').map(({ properties }) => properties['DeletionProtection']),
    ];
    expect(protections).toEqual([
      ...Array<unknown>(3).fill({ 'Fn::If': ['IsProtected', true, false] }),
      { 'Fn::If': ['IsProtected', 'ACTIVE', 'INACTIVE'] },
    ]);
    for (const stack of ['ParcoursData', 'ParcoursApi']) {
      expect(JSON.parse(templateText(stack))).toMatchObject({
        Parameters: { Protection: { Type: 'String', Default: 'off', AllowedValues: ['off', 'on'] } },
        Conditions: { IsProtected: { 'Fn::Equals': [{ Ref: 'Protection' }, 'on'] } },
      });
    }
  });
});

describe('what outlives its stack, or a version that is taken out', () => {
  test('is what people wrote, who they are, and what open cases run on', () => {
    expect([...new Set(kept.map(({ type }) => type))].sort()).toEqual([
      'AWS::Cognito::UserPool',
      'AWS::DynamoDB::Table',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::StepFunctions::StateMachine',
      'AWS::StepFunctions::StateMachineVersion',
    ]);
    expect(resourcesOf('AWS::StepFunctions::StateMachine').every(outlives)).toBe(true);
  });

  test.each(kept)('$stack $id can run: all that it refers to outlives it too', ({ stack, properties }) => {
    const ids = new Set(allResources().flatMap((each) => (each.stack === stack ? [each.id] : [])));
    expect(referredTo(properties, ids).filter((id) => !keptIn(stack).has(id))).toEqual([]);
  });

  test('a role that outlives its stack keeps its rights', () => {
    const lost = resourcesOf('AWS::IAM::Policy').filter(({ stack, id, properties }) => {
      const roles = referredTo(properties['Roles'], keptIn(stack));
      return roles.length > 0 && !keptIn(stack).has(id);
    });
    expect(lost).toEqual([]);
  });

  test('keeps its place: another logical id is another resource, without what the first one holds', () => {
    const holding = ['AWS::Cognito::UserPool', 'AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::ApiGatewayV2::Api'];
    const places = allResources().filter(({ type }) => holding.includes(type));
    expect(places.map(({ stack, id }) => `${stack} ${id}`)).toEqual([
      'ParcoursData Key961B73FD',
      'ParcoursData Record83264F3E',
      'ParcoursData Identity2D60E2CC',
      'ParcoursData YouthKeyE4E12AE4',
      'ParcoursData TeamKeyFB11FE16',
      'ParcoursData RowKey6DD0E52F',
      'ParcoursData Keys4E30B592',
      'ParcoursApi ApiF70053CD',
      'ParcoursApi Users0A0EEA89',
    ]);
  });
});
