import type { AwsService } from '../aws/aws-service.ts';
import { checksOf, openKeys } from '../kms/key-file.ts';
import { makeKms, type KeySpec } from '../kms/kms.ts';
import type { Settings } from '../sqlite/settings.ts';
import type { Resource } from '../template/load-stack.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

const keySpec = ({ ref, attributes, properties }: Resource): KeySpec => ({
  id: ref,
  arn: attributes['Arn'] ?? '',
  usage: properties['KeyUsage'] === 'GENERATE_VERIFY_MAC' ? 'GENERATE_VERIFY_MAC' : 'ENCRYPT_DECRYPT',
  description: typeof properties['Description'] === 'string' ? properties['Description'] : '',
});

type Deps = {
  readonly template: LoadedTemplate;
  readonly settings: Settings;
  readonly folder: string | undefined;
  readonly account: string;
};

/**
 * The key service with the template's keys, their material made at the first start.
 * @throws RuntimeRefusal when the key file is open to others, damaged, gone, or not that of this data.
 */
export const provisionKeys = ({ template, settings, folder, account }: Deps): AwsService => {
  const keys = template.ofType('AWS::KMS::Key').map(keySpec);
  const aliases = template
    .ofType('AWS::KMS::Alias')
    .map(({ ref, properties }) => [ref, String(properties['TargetKeyId'])] as const);
  const material = openKeys({
    folder,
    keyIds: keys.map(({ id }) => id),
    record: {
      inUse: JSON.parse(settings.read('keys') ?? '[]') as string[],
      checks: JSON.parse(settings.read('key-checks') ?? '{}') as Record<string, string>,
    },
    intend: (checks) => {
      settings.writeNow({ 'key-checks': JSON.stringify(checks) });
    },
  });
  settings.writeNow({ keys: JSON.stringify([...material.keys()]), 'key-checks': JSON.stringify(checksOf(material)) });
  return makeKms({ keys, aliases: new Map(aliases), material, account });
};
