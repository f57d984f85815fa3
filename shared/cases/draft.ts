import type * as z from 'zod';
import { isSealed } from '../access/may.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import { draftSchema, type DraftView } from '../api/schemas/draft.ts';
import type { Case } from '../domain/case/case.ts';
import { useOf } from '../domain/team/allowance.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Draft } from '../store/items/draft-item.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
import { counted } from './counted.ts';
import type { Clock } from './ports.ts';
import { retrying } from './retrying.ts';

export type WriteDraft = {
  readonly caseId: string;
  readonly sub: string;
  readonly sent: Sent<z.output<typeof draftSchema>>;
};
export type ReadDraft = { readonly caseId: string; readonly sub: string };

type Dependencies = { readonly store: CaseStore; readonly vault: Vault; readonly clock: Clock };

const keptFor = 90 * 86_400;

/** Keeps what each person typed at the open step until it is sent, through suspensions and an undone withdrawal. */
export const makeDrafts = ({ store, vault, clock }: Dependencies) => {
  const find = async ({ caseId, sub }: ReadDraft): Promise<Case> => {
    const { membership, found } = await store.readForCommand({ caseId, sub });
    return authorised(knownMember(membership), 'draft:write', found);
  };

  /** A draft of a step that was completed since is done with; a withdrawal seals drafts too. */
  const isAlive = (found: Case, { savedAt, expiresAt }: Draft): boolean =>
    !isSealed(found, savedAt) &&
    savedAt > (found.completions[found.step.id] ?? '') &&
    expiresAt * 1000 > Date.parse(clock.now());

  const draftsOf = async (found: Case, sub: string) => {
    const drafts = await store.drafts(found.caseId, found.step.id);
    const alive = drafts.filter((draft) => isAlive(found, draft));
    const own = alive.find(({ by }) => by === sub);
    return { own, others: alive.length - (own ? 1 : 0) };
  };

  return {
    /** @throws ProblemError `not-found`, `forbidden`, `case-closed`, `too-many-requests` */
    write: (command: WriteDraft): Promise<DraftView> =>
      retrying(async () => {
        const found = await find(command);
        if (found.status === 'closing' || found.status === 'closed') throw new ProblemError('case-closed');
        const { caseId, sub, sent } = command;
        const { outcome, answers } = sent();
        const savedAt = clock.now();
        const step = found.step.id;
        const kept = { answers, ...(outcome !== undefined && { outcome }) };
        const content = await vault.seal(found.youthId, ['draft', caseId, step, sub], kept);
        const expiresAt = Math.floor(Date.parse(savedAt) / 1000) + keptFor;
        const use = useOf(sub, 'draft', savedAt);
        const draft = store.puts.draft({ caseId, step, by: sub, savedAt, content, expiresAt });
        await counted(use, savedAt, () => store.write([draft, store.counts(use)]));
        return { step, savedAt, ...kept, others: (await draftsOf(found, sub)).others };
      }),

    /** The caller's own draft, and nobody else's. @throws ProblemError `not-found`, `forbidden` */
    read: async (command: ReadDraft): Promise<DraftView> => {
      const found = await find(command);
      const { own, others } = await draftsOf(found, command.sub);
      if (!own) throw new ProblemError('not-found');
      const { step, savedAt, caseId, by, content } = own;
      const kept = draftSchema.parse(await vault.open(found.youthId, ['draft', caseId, step, by], content));
      return { step, savedAt, ...kept, others };
    },
  };
};

export type Drafts = ReturnType<typeof makeDrafts>;
