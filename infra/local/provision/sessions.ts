import { environmentOf } from '../lambda/environment.ts';
import type { FunctionSpec } from '../lambda/function-spec.ts';
import { looksIssued, makeSessionKeys } from '../signatures/session-keys.ts';
import { makeWhoSigns, type WhoSigns } from '../signatures/who-signs.ts';

/** Functions in their roles. */
export type Sessions = {
  /** All that a function has in its environment, new credentials of its role among it. */
  readonly environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>;
  /** Which function signs a request with such credentials. Who signs with a key of their own may do all. */
  readonly whoSigns: WhoSigns;
};

/** Gives functions credentials for the AWS that is served at an address, and knows them by their signatures again. */
export const provisionSessions = (place: { readonly region: string; readonly awsUrl: string }): Sessions => {
  // Signatures are on real time: those who sign know nothing of the moving clock.
  const keys = makeSessionKeys(Date.now);
  return {
    environmentOf: (spec) => {
      const credentials = keys.issue({ functionName: spec.name, roleArn: spec.roleArn });
      return environmentOf(spec, { ...place, credentials });
    },
    whoSigns: makeWhoSigns({ region: place.region, find: keys.find, mustBeKnown: looksIssued, now: Date.now }),
  };
};
