import { may } from '../access/may.ts';
import type { Membership } from '../access/membership.ts';
import { ProblemError } from '../api/problem.ts';
import type { EscalationCounts, EscalationView } from '../api/schemas/escalation.ts';
import type { Case } from '../domain/case/case.ts';
import type { Escalation } from '../domain/case/escalation.ts';
import type { CaseLists, SupportWindow } from '../store/case-lists.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import { allowedMember } from './authorised.ts';
import { viewOfSupport } from './support-view.ts';

type Dependencies = { readonly store: CaseStore; readonly lists: CaseLists; readonly members: MembershipStore };

export type SupportPage = { readonly items: readonly EscalationView[]; readonly after: string | undefined };
type Window = SupportWindow & { readonly scope: 'mine' | 'team' };
type Place = { readonly organisation: string; readonly unit: string };

/** A request as it stands, with its case as it stands. */
type Standing = { readonly escalation: Escalation; readonly found: Case };

/** More open requests than this in one mandate are counted no further. */
const mostCounted = 100;

/** Lists of requests for support. Every page is re-read consistently, and what was re-read is authorised: an index may be stale. */
export const makeListSupport = ({ store, lists, members }: Dependencies) => {
  const standing = async ({ organisation, unit }: Place, window: SupportWindow) => {
    const listed = await lists.ofSupport(organisation, unit, window);
    const escalations = await store.readEscalations(listed.map(({ key }) => key));
    const cases = await store.readCases(escalations.map(({ caseId }) => caseId));
    const byId = new Map(cases.map((found) => [found.caseId, found]));
    const items = escalations.flatMap((escalation): readonly Standing[] => {
      const found = byId.get(escalation.caseId);
      const isStill = (escalation.status === 'ended') === (window.status === 'ended');
      return found && isStill ? [{ escalation, found }] : [];
    });
    return { items, after: listed.length < window.limit ? undefined : listed.at(-1)?.sort };
  };

  const isTheirs = ({ sub }: Membership, { escalation: { asked, owner }, found }: Standing): boolean =>
    [...asked, owner, found.responsible, found.second, ...(found.standIns ?? [])].includes(sub);

  return {
    /** @throws ProblemError `no-membership`, `forbidden`, `bad-cursor` */
    list: async (sub: string, { scope, ...window }: Window): Promise<SupportPage> => {
      const membership = allowedMember(await members.read(sub), 'escalation:list');
      const { after, status } = window;
      if (after !== undefined && !after.startsWith(`${status}#`)) throw new ProblemError('bad-cursor');
      const { organisation, mandate } = membership;
      const page = await standing({ organisation, unit: mandate.unit }, window);
      const items = page.items
        .filter(({ found }) => may(membership, 'case:read', found))
        .map((one) => viewOfSupport(one.escalation, isTheirs(membership, one)))
        .filter(({ isMine }) => scope === 'team' || isMine);
      return { items, after: page.after };
    },

    /** Numbers of the caller's mandate; for the direction, of all support mandates of its organisation. */
    count: async (sub: string): Promise<EscalationCounts> => {
      const membership = allowedMember(await members.read(sub), 'escalation:count');
      const { organisation, mandate } = membership;
      const units = membership.role === 'director' ? await members.units(organisation) : [mandate.unit];
      const window = { status: 'open', limit: mostCounted } as const;
      const pages = await Promise.all(units.map((unit) => standing({ organisation, unit }, window)));
      const all = pages.flatMap(({ items }) => items).filter(({ escalation }) => escalation.rung !== 'due');
      return {
        open: all.length,
        atDirection: all.filter(({ escalation }) => escalation.rung === 'direction').length,
        references: all
          .filter(({ escalation, found }) => escalation.rung === 'direction' && found.intensity === 'intensive')
          .map(({ escalation: { reference, dueAt }, found: { intensity } }) => ({ reference, intensity, dueAt })),
      };
    },
  };
};

export type ListSupport = ReturnType<typeof makeListSupport>;
