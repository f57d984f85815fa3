import type { Membership } from '../access/membership.ts';
import { areColleagues, isAway } from '../access/stand-ins.ts';
import { ProblemError } from '../api/problem.ts';
import type { Sent } from '../api/route.ts';
import { useOf } from '../domain/team/allowance.ts';
import {
  adviceWordsSchema,
  clinicalAdviceSchema,
  type ClinicalAdvice,
  type OpenedAdvice,
} from '../domain/team/clinical-advice.ts';
import type { AdviceStore } from '../store/advice-store.ts';
import type { CaseStore } from '../store/case-store.ts';
import type { MembershipStore } from '../store/membership-store.ts';
import type { NoticeStore } from '../store/notice-store.ts';
import type { TeamStore } from '../store/team-store.ts';
import { dayOf, morningAfter } from '../time/opening.ts';
import { calendarOf } from '../time/quebec.ts';
import type { TeamVault } from '../vault/team-vault.ts';
import { allowedMember } from './authorised.ts';
import { counted, refuseUsedUp } from './counted.ts';
import { remember, replayed, type IdempotencyKey } from './idempotency.ts';
import type { Clock, Ids } from './ports.ts';
import { retrying } from './retrying.ts';

type Dependencies = {
  readonly members: Pick<MembershipStore, 'read'>;
  readonly store: Pick<CaseStore, 'readEarlier' | 'puts' | 'counts' | 'write'>;
  readonly team: Pick<TeamStore, 'read'>;
  readonly advice: AdviceStore;
  readonly notices: Pick<NoticeStore, 'puts'>;
  readonly vault: TeamVault;
  readonly clock: Clock;
  readonly ids: Ids;
};

type Question = { readonly text: string; readonly supervisor?: string | undefined };
export type AskAdvice = {
  readonly sub: string;
  readonly sent: Sent<Question>;
  readonly key: IdempotencyKey | undefined;
};
export type AnswerAdvice = {
  readonly sub: string;
  readonly adviceId: string;
  readonly sent: Sent<{ readonly text: string }>;
};

const keptFor = 90 * 86_400;
const secondsOf = (now: string): number => Math.floor(Date.parse(now) / 1000);

/** The one who was named, else the first who is there that day, else the first. @throws ProblemError */
const supervisorOf = (
  author: Membership,
  people: readonly Membership[],
  { named, day }: { readonly named: string | undefined; readonly day: string },
): Membership => {
  const supervisors = people.filter((one) => one.role === 'supervisor' && areColleagues(one, author));
  if (named === undefined) {
    const found = supervisors.find((one) => !isAway(one, day)) ?? supervisors[0];
    if (!found) throw new ProblemError('no-supervisor');
    return found;
  }
  const found = supervisors.find(({ sub }) => sub === named);
  if (!found) throw new ProblemError('unknown-colleague');
  return found;
};

/** Clinical advice in private: a worker asks, a supervisor of the mandate answers, and nobody else reads either. No rung. */
export const makeClinicalAdvice = ({ members, store, team, advice, notices, vault, clock, ids }: Dependencies) => {
  const isAlive = ({ expiresAt }: ClinicalAdvice): boolean => expiresAt > secondsOf(clock.now());

  const seal = async ({ text, answer, ...rest }: OpenedAdvice): Promise<ClinicalAdvice> => {
    const content = await vault.seal(rest, ['clinical-advice', rest.adviceId], { text, answer });
    return { ...rest, content };
  };

  /** `undefined` for what can no longer be opened. */
  const open = async ({ content, ...rest }: ClinicalAdvice): Promise<OpenedAdvice | undefined> => {
    const words = await vault.open(rest, ['clinical-advice', rest.adviceId], content);
    return words === undefined ? undefined : { ...rest, ...adviceWordsSchema.parse(words) };
  };

  /** @throws ProblemError `content-destroyed` */
  const mustOpen = async (kept: ClinicalAdvice): Promise<OpenedAdvice> => {
    const opened = await open(kept);
    if (!opened) throw new ProblemError('content-destroyed');
    return opened;
  };

  /** Somebody who went to another team leaves behind what they were asked there. */
  const isBetween = (reader: Membership, { author, supervisor, organisation, unit }: ClinicalAdvice): boolean =>
    author === reader.sub ||
    (supervisor === reader.sub && organisation === reader.organisation && unit === reader.mandate.unit);

  /** The request, and the morning in which its supervisor hears of it. */
  const addressed = async (author: Membership, { text, supervisor: named }: Question, now: string) => {
    const { organisation, mandate, sub } = author;
    const { members: people, hours } = await team.read(organisation, mandate.unit, now);
    const calendar = calendarOf(hours);
    const { sub: supervisor } = supervisorOf(author, people, { named, day: dayOf(calendar, now) });
    const [adviceId, expiresAt] = [ids.sortable(now), secondsOf(now) + keptFor];
    const asked = {
      adviceId,
      organisation,
      unit: mandate.unit,
      author: sub,
      supervisor,
      askedAt: now,
      text,
      expiresAt,
    };
    return { asked, tellAt: morningAfter(calendar, now) };
  };

  return {
    /** @throws ProblemError `forbidden`, `unknown-colleague`, `no-supervisor`, `key-reused`, `too-many-requests`, `content-destroyed` */
    ask: ({ sub, key, sent }: AskAdvice): Promise<OpenedAdvice> =>
      retrying(async () => {
        const now = clock.now();
        const use = useOf(sub, 'advice', now);
        const { membership, earlier, used } = await store.readEarlier(sub, key?.hash, use);
        const author = allowedMember(membership, 'advice:ask');
        const before = replayed(earlier, key, now);
        if (before) return mustOpen(clinicalAdviceSchema.parse(before));
        refuseUsedUp(use, used, now);
        const { asked, tellAt } = await addressed(author, sent(), now);
        const kept = await seal(asked);
        const { adviceId, supervisor } = asked;
        const about = { kind: 'advice', adviceId } as const;
        const noticeId = `advice-${adviceId}`;
        await counted(use, now, () =>
          store.write([
            store.counts(use),
            ...advice.puts.asked(kept),
            ...notices.puts.told({ sub: supervisor, noticeId, recordedAt: now, tellAt, about }),
            ...(key ? [store.puts.idempotency(...remember(key, kept, now))] : []),
          ]),
        );
        return asked;
      }),

    /** What the caller asked, or was asked, newest first. @throws ProblemError `forbidden` */
    list: async (sub: string): Promise<readonly OpenedAdvice[]> => {
      const reader = allowedMember(await members.read(sub), 'advice:read');
      const found = (await advice.of(sub)).filter((one) => isAlive(one) && isBetween(reader, one));
      const opened = (await Promise.all(found.map(open))).flatMap((one) => one ?? []);
      return opened.toSorted((a, b) => (a.askedAt > b.askedAt ? -1 : 1));
    },

    /** @throws ProblemError `forbidden`, `not-found`, `content-destroyed` */
    answer: ({ sub, adviceId, sent }: AnswerAdvice): Promise<OpenedAdvice> =>
      retrying(async () => {
        const supervisor = allowedMember(await members.read(sub), 'advice:answer');
        const asked = await advice.askedOf(sub, adviceId);
        if (!asked || !isAlive(asked) || !isBetween(supervisor, asked)) throw new ProblemError('not-found');
        const answered = { ...(await mustOpen(asked)), answer: sent().text, answeredAt: clock.now() };
        await advice.write([advice.puts.answered(await seal(answered))]);
        return answered;
      }),
  };
};

export type ClinicalAdviceDesk = ReturnType<typeof makeClinicalAdvice>;
