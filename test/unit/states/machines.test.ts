import { describe, expect, test } from '@jest/globals';

import { machine, makeEngineFixture } from './engine-fixture.ts';

const saying = (word: string) => machine({ Say: { Type: 'Pass', Output: word, End: true } });
const roleArn = 'arn:aws:iam::111111111111:role/states';

describe('state machines', () => {
  test('from a template get a new revision only when they change', async () => {
    const { create, call } = makeEngineFixture();
    const revisionOf = async (stateMachineArn: string) =>
      (await call<{ revisionId: string }>('DescribeStateMachine', { stateMachineArn })).revisionId;
    const arn = await create(saying('a'));
    const first = await revisionOf(arn);
    await create(saying('a'));
    expect(await revisionOf(arn)).toBe(first);
    await create(saying('b'));
    expect(await revisionOf(arn)).not.toBe(first);
  });

  test('run by version and by alias as published, and by name as they are now', async () => {
    const { create, start, states, describeExecution, clock } = makeEngineFixture();
    const arn = await create(saying('one'));
    const version = await states.ensureVersion({ stateMachineArn: arn });
    const routing = [{ stateMachineVersionArn: version.arn, weight: 100 }];
    const alias = await states.ensureAlias({ stateMachineArn: arn, name: 'live', routing });
    await create(saying('two'));
    expect([version.arn, alias.arn]).toEqual([`${arn}:1`, `${arn}:live`]);
    const outputs = [];
    for (const target of [arn, version.arn, alias.arn]) {
      const executionArn = await start(target);
      await clock.idle();
      outputs.push((await describeExecution(executionArn)).output);
    }
    expect(outputs).toEqual(['"two"', '"one"', '"one"']);
  });

  test('started through an alias name it and its version', async () => {
    const { create, start, call, states } = makeEngineFixture();
    const arn = await create(saying('one'));
    const version = await states.ensureVersion({ stateMachineArn: arn });
    const routing = [{ stateMachineVersionArn: version.arn, weight: 100 }];
    const alias = await states.ensureAlias({ stateMachineArn: arn, name: 'live', routing });
    const executionArn = await start(alias.arn);
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      stateMachineArn: arn,
      stateMachineAliasArn: alias.arn,
      stateMachineVersionArn: version.arn,
    });
    const listed = await call<{ executions: object[] }>('ListExecutions', { stateMachineArn: alias.arn });
    expect(listed.executions).toHaveLength(1);
  });

  test('an unchanged machine publishes no second version', async () => {
    const { create, states, call } = makeEngineFixture();
    const stateMachineArn = await create(saying('one'));
    await states.ensureVersion({ stateMachineArn });
    await states.ensureVersion({ stateMachineArn });
    await create(saying('two'));
    await call('PublishStateMachineVersion', { stateMachineArn });
    const { stateMachineVersions } = await call<{ stateMachineVersions: { stateMachineVersionArn: string }[] }>(
      'ListStateMachineVersions',
      { stateMachineArn },
    );
    expect(stateMachineVersions.map((version) => version.stateMachineVersionArn)).toEqual([
      `${stateMachineArn}:2`,
      `${stateMachineArn}:1`,
    ]);
  });

  test('are created once: the same again is the same, another definition is refused', async () => {
    const { call } = makeEngineFixture();
    const request = { name: 'm', roleArn, definition: JSON.stringify(saying('a')) };
    const created = await call('CreateStateMachine', request);
    expect(await call('CreateStateMachine', request)).toEqual(created);
    const other = call('CreateStateMachine', { ...request, definition: JSON.stringify(saying('b')) });
    await expect(other).rejects.toMatchObject({ code: 'StateMachineAlreadyExists' });
  });

  test('are updated, listed, tagged and deleted', async () => {
    const { create, call } = makeEngineFixture();
    const stateMachineArn = await create(saying('a'), 'one');
    await create(saying('a'), 'two');
    await call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(saying('b')), publish: true });
    const described = await call<{ definition: string }>('DescribeStateMachine', {
      stateMachineArn: `${stateMachineArn}:1`,
    });
    expect(JSON.parse(described.definition)).toEqual(saying('b'));
    await call('TagResource', { resourceArn: stateMachineArn, tags: [{ key: 'k', value: 'v' }] });
    expect(await call('ListTagsForResource', { resourceArn: stateMachineArn })).toEqual({
      tags: [{ key: 'k', value: 'v' }],
    });
    await call('DeleteStateMachine', { stateMachineArn });
    const { stateMachines } = await call<{ stateMachines: { name: string }[] }>('ListStateMachines', {});
    expect(stateMachines.map(({ name }) => name)).toEqual(['two']);
  });

  test('an alias is created over the wire, described and listed', async () => {
    const { create, call, states } = makeEngineFixture();
    const stateMachineArn = await create(saying('a'));
    const { arn } = await states.ensureVersion({ stateMachineArn });
    const routingConfiguration = [{ stateMachineVersionArn: arn, weight: 100 }];
    const stateMachineAliasArn = `${stateMachineArn}:live`;
    await call('CreateStateMachineAlias', { name: 'live', routingConfiguration });
    expect(await call('DescribeStateMachineAlias', { stateMachineAliasArn })).toMatchObject({
      name: 'live',
      routingConfiguration,
    });
    const { stateMachineAliases } = await call<{ stateMachineAliases: object[] }>('ListStateMachineAliases', {
      stateMachineArn,
    });
    expect(stateMachineAliases).toMatchObject([{ stateMachineAliasArn }]);
  });
});
