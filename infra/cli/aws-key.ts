import { RuntimeRefusal } from '../local/refusal.ts';
import { installationKey } from '../local/signatures/installation-key.ts';
import { optionsIn, UsageError } from './usage.ts';

const usage = `npm run -s aws-key -- --data DIR

  La clé avec laquelle le port d’AWS d’un système installé laisse tout faire : eval "$(npm run -s aws-key -- --data DIR)"
  The key with which the AWS port of an installed system lets one do everything`;

try {
  const { data } = optionsIn(process.argv.slice(2), { data: { type: 'string' } });
  if (data === undefined) throw new UsageError('--data DIR est nécessaire / is required');
  const { accessKeyId, secretAccessKey } = installationKey(data);
  process.stdout.write(
    [
      `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
      `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
      'export AWS_DEFAULT_REGION=ca-central-1',
      'unset AWS_SESSION_TOKEN',
      '',
    ].join('\n'),
  );
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RuntimeRefusal)) throw error;
  process.stderr.write(`${error.message}${error instanceof UsageError ? `\n\n${usage}` : ''}\n`);
  process.exitCode = 1;
}
