import type * as z from 'zod';
import { isSealed, may } from '../access/may.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import { draftSchema, type DraftView } from '../api/schemas/draft.ts';
import type { Case } from '../domain/case/case.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { Vault } from '../vault/vault.ts';
import { authorised, knownMember } from './authorised.ts';
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

/** Keeps what was typed at the open step until it is sent, through suspensions and an undone withdrawal. */
export const makeDrafts = ({ store, vault, clock }: Dependencies) => {
  const find = async ({ caseId, sub }: ReadDraft) => {
    const read = await store.readForCommand({ caseId, sub });
    const membership = knownMember(read.membership);
    return { membership, found: authorised(membership, 'draft:write', read.found) };
  };

  /** A draft of a step that was completed since is done with; a withdrawal seals drafts too. */
  const isAlive = (found: Case, savedAt: string, expiresAt: number): boolean =>
    !isSealed(found, savedAt) &&
    savedAt > (found.completions[found.step.id] ?? '') &&
    expiresAt * 1000 > Date.parse(clock.now());

  return {
    /** @throws ProblemError `not-found`, `forbidden`, `case-closed` */
    write: (command: WriteDraft): Promise<DraftView> =>
      retrying(async () => {
        const { found } = await find(command);
        if (found.status === 'closing' || found.status === 'closed') throw new ProblemError('case-closed');
        const { caseId, sub, sent } = command;
        const { outcome, answers } = sent();
        const savedAt = clock.now();
        const step = found.step.id;
        const kept = { answers, ...(outcome !== undefined && { outcome }) };
        const content = await vault.seal(found.youthId, ['draft', caseId, step], kept);
        const expiresAt = Math.floor(Date.parse(savedAt) / 1000) + keptFor;
        await store.write([store.puts.draft({ caseId, step, by: sub, savedAt, content, expiresAt })]);
        return { step, savedAt, ...kept };
      }),

    /** The caller's own draft, or anybody's for those who may read content. @throws ProblemError `not-found`, `forbidden` */
    read: async (command: ReadDraft): Promise<DraftView> => {
      const { membership, found } = await find(command);
      const draft = await store.readDraft(found.caseId, found.step.id);
      if (!draft || !isAlive(found, draft.savedAt, draft.expiresAt)) throw new ProblemError('not-found');
      if (draft.by !== command.sub && !may(membership, 'content:read', found)) throw new ProblemError('not-found');
      const { step, savedAt, caseId, content } = draft;
      const kept = draftSchema.parse(await vault.open(found.youthId, ['draft', caseId, step], content));
      return { step, savedAt, ...kept };
    },
  };
};

export type Drafts = ReturnType<typeof makeDrafts>;
