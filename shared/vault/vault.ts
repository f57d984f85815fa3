import { seal, unseal } from './seal.ts';
import type { YouthKeys } from './youth-keys.ts';

/** Where a content stands: its kind, its case and its number there. */
export type Place = readonly [kind: 'step' | 'activity' | 'draft' | 'person', ...ids: readonly (string | number)[]];

/** Seals and opens what people wrote about a youth; no other room holds a key. */
export const makeVault = ({ keys }: { readonly keys: Pick<YouthKeys, 'of'> }) => ({
  seal: async (youthId: string, place: Place, value: unknown): Promise<string> =>
    seal(await keys.of(youthId), place.join('/'), value),

  /** @throws ProblemError `content-destroyed`; Error when the content is not what was sealed there */
  open: async (youthId: string, place: Place, sealed: string): Promise<unknown> =>
    unseal(await keys.of(youthId), place.join('/'), sealed),
});

export type Vault = ReturnType<typeof makeVault>;
