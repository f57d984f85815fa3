import { checkTriggers } from '../iam/check-triggers.ts';
import { makeGuard, type Guard } from '../iam/guard.ts';
import { policiesOf } from '../iam/policies.ts';
import type { LoadedTemplate } from '../template/load-template.ts';
import { mailIdentities } from './mail.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly region: string;
  readonly account: string;
  readonly log: (line: string) => void;
};

const keyArns = (template: LoadedTemplate): ReadonlyMap<string, string> => {
  const keys = template
    .ofType('AWS::KMS::Key')
    .flatMap(({ ref, attributes: { Arn = '' } }) => [[ref, Arn] as const, [Arn, Arn] as const]);
  const arns = new Map(keys);
  const aliases = template
    .ofType('AWS::KMS::Alias')
    .map(({ ref, properties }) => [ref, arns.get(String(properties['TargetKeyId'])) ?? ''] as const);
  return new Map([...keys, ...aliases]);
};

const tableKeys = (template: LoadedTemplate): ReadonlyMap<string, string> =>
  new Map(
    template.ofType('AWS::DynamoDB::Table').flatMap(({ attributes: { Arn = '' }, properties }) => {
      const { KMSMasterKeyId: key } = (properties['SSESpecification'] ?? {}) as { readonly KMSMasterKeyId?: string };
      return key === undefined ? [] : [[Arn, key] as const];
    }),
  );

/**
 * Guards services by the policies of the template's roles, so that a missing grant fails here as it would on AWS.
 * @throws RuntimeRefusal for a policy without a local life, and for a trigger that may not invoke its function.
 */
export const provisionIam = ({ template, region, account, log }: Deps): Guard => {
  const policies = policiesOf(template);
  checkTriggers(template, policies);
  const arns = keyArns(template);
  const encrypted = tableKeys(template);
  const keyArn = (name: string) => arns.get(name.replace(/^arn:.*:(?=alias\/)/, ''));
  const context = {
    region,
    account,
    keyArn,
    tableKeyArn: (tableArn: string) => {
      const key = encrypted.get(tableArn);
      return key === undefined ? undefined : (keyArn(key) ?? key);
    },
    mailIdentityArn: mailIdentities(template).arnOf,
  };
  return makeGuard({ policies, context, onDenied: log });
};
