import { environmentOf } from '../lambda/environment.ts';
import type { FunctionSpec } from '../lambda/function-spec.ts';
import type { InstallationKey } from '../signatures/installation-key.ts';
import { looksIssued, makeSessionKeys, type Key } from '../signatures/session-keys.ts';
import { makeWhoSigns, type WhoSigns } from '../signatures/who-signs.ts';

/** Functions in their roles. */
export type Sessions = {
  /** All that a function has in its environment, new credentials of its role among it. */
  readonly environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>;
  /** Which function signs a request with such credentials. Who signs with a key of no function may do all. */
  readonly whoSigns: WhoSigns;
};

/** Whose requests are taken beside those of functions: anybody's, whatever the signature, or those of one key, or nobody's. */
export type Signers = 'anybody' | InstallationKey | 'nobody';

type Deps = {
  readonly region: string;
  readonly awsUrl: string;
  readonly others: Signers;
};

/** Gives functions credentials for the AWS that is served at an address, and knows who signs. */
export const provisionSessions = ({ region, awsUrl, others }: Deps): Sessions => {
  // Signatures are on real time: those who sign know nothing of the moving clock.
  const keys = makeSessionKeys(Date.now);
  const find = (accessKeyId: string): Key | undefined =>
    typeof others === 'object' && accessKeyId === others.accessKeyId
      ? { secretAccessKey: others.secretAccessKey, caller: undefined }
      : keys.find(accessKeyId);
  const mustBeKnown = others === 'anybody' ? looksIssued : () => true;
  return {
    environmentOf: (spec) => {
      const credentials = keys.issue({ functionName: spec.name, roleArn: spec.roleArn });
      return environmentOf(spec, { region, awsUrl, credentials });
    },
    whoSigns: makeWhoSigns({ region, find, mustBeKnown, now: Date.now }),
  };
};
