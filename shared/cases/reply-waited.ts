import type { Preferences, Reply } from '../api/route.ts';
import type { AwaitStep } from './await-step.ts';
import type { Changed, ReadCase } from './read-case.ts';

type Dependencies = {
  readonly awaitStep: AwaitStep;
  readonly readCase: Pick<ReadCase, 'show' | 'summarise'>;
};

const applied = ({ wait, isMinimal }: Preferences, isThere: boolean): Reply['headers'] => {
  const preferences = [...(isThere ? [`wait=${wait}`] : []), ...(isMinimal ? ['return=minimal'] : [])];
  return preferences.length > 0 ? { 'preference-applied': preferences.join(', ') } : {};
};

/**
 * Answers a command as its client prefers: with the case as the command left it, or as it stands once what the command leads
 * to has happened. `isThere` says which.
 */
export const makeReplyWaited =
  ({ awaitStep, readCase }: Dependencies) =>
  async ({ completed, membership, thread }: Changed, preferences: Preferences) => {
    const afterwards = preferences.wait > 0 ? await awaitStep(completed, preferences.wait) : undefined;
    const found = afterwards ?? completed;
    const body = preferences.isMinimal ? readCase.summarise(found) : await readCase.show({ membership, found, thread });
    const headers = { etag: `"${found.version}"`, ...applied(preferences, afterwards !== undefined) };
    return { isThere: afterwards !== undefined, body, headers };
  };

export type ReplyWaited = ReturnType<typeof makeReplyWaited>;
