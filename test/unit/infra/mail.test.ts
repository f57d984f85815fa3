import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from '@jest/globals';
import { addMail } from '../../../infra/constructs/mail.ts';
import { resourcesOf } from '../../support/template.ts';

describe('the sender of messages', () => {
  test('is an address of nobody’s where none is named', () => {
    const [identity] = resourcesOf('AWS::SES::EmailIdentity');
    expect(identity?.properties['EmailIdentity']).toBe('parcours@parcours.example');
  });

  test.each([
    ['bonjour@organisme.example', 'bonjour@organisme.example', 'bonjour@organisme.example'],
    ['organisme.example', 'organisme.example', 'parcours@organisme.example'],
  ])('is %s where it is named', (sender, identity, from) => {
    const stack = new Stack(new App(), 'Stack');
    const mail = addMail(stack, sender, 'https://parcours.organisme.example');
    expect(mail).toMatchObject({ from, pagesUrl: 'https://parcours.organisme.example' });
    Template.fromStack(stack).hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: identity });
  });
});

test('what becomes of messages is published to the default bus, and read from there by their configuration set', () => {
  const [destination] = resourcesOf('AWS::SES::ConfigurationSetEventDestination');
  expect(destination?.properties['EventDestination']).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject'],
  });
  expect(JSON.stringify(destination?.properties['EventDestination'])).toContain('event-bus/default');
  const [rule] = resourcesOf('AWS::Events::Rule').filter(({ stack }) => stack === 'ParcoursMail');
  expect(rule?.properties['EventPattern']).toMatchObject({
    source: ['aws.ses'],
    'detail-type': ['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected'],
    detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: expect.any(String) }] } } },
  });
});

test('messages leave over an encrypted connection, or not at all', () => {
  const [set] = resourcesOf('AWS::SES::ConfigurationSet');
  expect(set?.properties['DeliveryOptions']).toEqual({ TlsPolicy: 'REQUIRE' });
});
