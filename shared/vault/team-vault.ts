import { seal, unseal } from './seal.ts';
import type { Team, TeamKeys } from './team-keys.ts';

/** Where a content stands: its kind, and its name among those of its team. */
type Place = readonly [kind: 'clinical-advice' | 'clinical-session', id: string];

type Dependencies = {
  readonly keys: TeamKeys;
  /** Tells administrators of a row whose content cannot be opened. */
  readonly noteUnreadable: (unreadable: { readonly kind: string }) => void;
};

/** Seals and opens what a team writes to itself. */
export const makeTeamVault = ({ keys, noteUnreadable }: Dependencies) => ({
  seal: async (team: Team, place: Place, value: unknown): Promise<string> =>
    seal(await keys.findOrMake(team), place.join('/'), value),

  /**
   * What was sealed there; `undefined` when it can no longer be opened, since the key was destroyed or the content changed:
   * it costs itself only.
   * @throws as the SDK does when AWS refuses or is out of reach
   */
  open: async (team: Team, place: Place, sealed: string): Promise<unknown> => {
    const key = await keys.find(team);
    try {
      if (key) return unseal(key, place.join('/'), sealed);
    } catch {
      // Sealed with a key that came before this one, or not sealed there.
    }
    noteUnreadable({ kind: place[0] });
    return undefined;
  },
});

export type TeamVault = ReturnType<typeof makeTeamVault>;
