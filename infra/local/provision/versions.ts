import type { Settings } from '../sqlite/settings.ts';

/** Numbers the versions of each state machine: another revision than the last is the next version. */
export const versionNumbers =
  (settings: Settings) =>
  (stateMachineArn: string, revision: string): number => {
    const name = `versions ${stateMachineArn}`;
    const known = JSON.parse(settings.read(name) ?? '[]') as string[];
    if (known.at(-1) === revision) return known.length;
    settings.writeNow({ [name]: JSON.stringify([...known, revision]) });
    return known.length + 1;
  };
