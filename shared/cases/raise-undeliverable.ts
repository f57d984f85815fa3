import type { Membership } from '../access/membership.ts';
import type { Message, Notice } from '../domain/team/notice.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { Put } from '../store/writes.ts';

type Dependencies = { readonly members: MembershipStore; readonly notices: NoticeStore };

/** How far back an inbox is searched for the same line. */
const searched = 100;

/** Who sees to it that a colleague can be reached; the colleague too, who may be the only coordinator. */
const toBeTold = (team: readonly Membership[]): readonly Membership[] =>
  team.filter(({ role }) => role === 'coordinator');

/**
 * Tells the coordinators of somebody's mandate, in their inbox only, that this person cannot be reached by e-mail. Gives the
 * puts, to stand beside the message's own; none for a coordinator who has the same line unread.
 */
export const makeRaiseUndeliverable = ({ members, notices }: Dependencies) => {
  const hasIt = async (sub: string, about: string): Promise<boolean> => {
    const { items } = await notices.inbox(sub, { limit: searched });
    return items.some(
      (line) => line.about.kind === 'undeliverable' && line.about.sub === about && line.readAt === undefined,
    );
  };

  return async ({ sub, tellAt }: Message, now: string): Promise<readonly Put[]> => {
    const person = await members.read(sub);
    if (!person) return [];
    const told = toBeTold(await members.team(person.organisation, person.mandate.unit));
    const known = await Promise.all(told.map((one) => hasIt(one.sub, sub)));
    const lines = told
      .filter((_, index) => known[index] !== true)
      .map((coordinator): Notice => ({
        sub: coordinator.sub,
        noticeId: `undeliverable#${sub}#${tellAt}`,
        recordedAt: now,
        // No message counts it: a message about messages would be one too many.
        tellAt: now,
        about: { kind: 'undeliverable', sub },
      }));
    return lines.map(notices.puts.notice);
  };
};

export type RaiseUndeliverable = ReturnType<typeof makeRaiseUndeliverable>;
