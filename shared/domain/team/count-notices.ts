import type { NoticeAbout } from './notice.ts';

/** What a message counts a notice as; `nothing` stands in the inbox only. */
export type Counted = 'followUps' | 'requests' | 'efforts' | 'nothing';

/** From the least to the most that is asked. */
const order: readonly Counted[] = ['nothing', 'followUps', 'requests', 'efforts'];

const countedAs = (about: NoticeAbout): Counted => {
  switch (about.kind) {
    case 'rung':
      if (about.rung === 'direction') return 'efforts';
      return about.rung === 'backup-and-coordinator' || about.timerId === 'support' ? 'requests' : 'followUps';
    case 'advice':
    case 'debrief':
    case 'death':
    case 'alarm':
    case 'referral-joined':
      return 'followUps';
    case 'undeliverable':
      return 'nothing';
  }
};

const subjectOf = (about: NoticeAbout): string => {
  if (about.kind === 'advice') return about.adviceId;
  return about.kind === 'undeliverable' ? about.sub : about.caseId;
};

/** How many things there are to look at: a case is counted once, as the most that is asked of it. */
export const countNotices = (told: readonly NoticeAbout[]): Readonly<Record<Counted, number>> => {
  const most = new Map<string, Counted>();
  for (const about of told) {
    const subject = subjectOf(about);
    const [known, now] = [most.get(subject) ?? 'nothing', countedAs(about)];
    most.set(subject, order.indexOf(now) > order.indexOf(known) ? now : known);
  }
  const counts = { nothing: 0, followUps: 0, requests: 0, efforts: 0 };
  for (const counted of most.values()) counts[counted] += 1;
  return counts;
};
