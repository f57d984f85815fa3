import type { ByIntensity, Due, Duration, Rung, TimeKind } from '../../shared/domain/pathway/due.ts';

/*
 * Every number here is a default to be confirmed by the program. Intensive counts time as it passes; the others are kept to
 * working hours, so that nobody is reminded on a day off.
 */
const due = (duration: Duration, time: TimeKind): Due => ({ in: duration, time });

/** The same number of days for everyone, or a shorter one for intensive. */
const days = (count: number, intensive = count): ByIntensity<Due> => ({
  intensive: due(`P${intensive}D`, 'elapsed'),
  sustained: due(`P${count}D`, 'calendar'),
  regular: due(`P${count}D`, 'calendar'),
  light: due(`P${count}D`, 'calendar'),
});

/** The first contact, counted from the receipt of the referral. */
export const firstContactDue: ByIntensity<Due> = {
  intensive: due('PT24H', 'elapsed'),
  sustained: due('PT48H', 'calendar'),
  regular: due('PT72H', 'calendar'),
  light: due('P5D', 'business'),
};

/** Three contacts a week, two, one, one every three weeks. */
export const contactCadence: ByIntensity<Due> = {
  intensive: due('PT56H', 'elapsed'),
  sustained: due('P3D', 'calendar'),
  regular: due('P7D', 'calendar'),
  light: due('P21D', 'calendar'),
};

export const referralDue: ByIntensity<Due> = {
  intensive: due('PT1H', 'elapsed'),
  sustained: due('P1D', 'business'),
  regular: due('P1D', 'business'),
  light: due('P1D', 'business'),
};
export const consentDue = days(14);
export const needsAssessmentDue = days(14, 7);
export const supportPlanDue = days(30);
export const followUpDue: ByIntensity<Due> = {
  intensive: due('P14D', 'elapsed'),
  sustained: due('P30D', 'calendar'),
  regular: due('P60D', 'calendar'),
  light: due('P90D', 'calendar'),
};
/** Twice a week, whatever the intensity: tries rise when someone stops coming. */
export const reEngagementDue = days(3);
/** Someone in detention, in hospital or away is not forgotten. */
export const suspendedCadence = days(30);
export const closureDue = days(10);
export const closureDecisionDue = days(5);

const soonAndDue: readonly Rung[] = [
  { rung: 'due-soon', after: '-P1D', time: 'business' },
  { rung: 'due', after: 'PT0S', time: 'business' },
];
const soonAndDueIntensive: readonly Rung[] = [
  { rung: 'due-soon', after: '-PT4H', time: 'elapsed' },
  { rung: 'due', after: 'PT0S', time: 'elapsed' },
];
const climbing: readonly Rung[] = [
  ...soonAndDue,
  { rung: 'backup-and-coordinator', after: 'P2D', time: 'business' },
  { rung: 'direction', after: 'P10D', time: 'business' },
];
const sameButIntensive = (intensive: readonly Rung[], others: readonly Rung[]): ByIntensity<readonly Rung[]> => ({
  intensive,
  sustained: others,
  regular: others,
  light: others,
});

/** Reminders of paperwork: they never climb. */
export const reminders = sameButIntensive(soonAndDueIntensive, soonAndDue);

/** Where the contact clock asks for the same thing: one ladder, one line. */
export const noReminders = sameButIntensive([], []);

/** The ladder of the contact clock, the only one that climbs. */
export const contactLadder = sameButIntensive(
  [
    ...soonAndDueIntensive,
    { rung: 'backup-and-coordinator', after: 'PT12H', time: 'reachable' },
    { rung: 'direction', after: 'PT48H', time: 'reachable' },
  ],
  climbing,
);

/** A check that somebody promised: told when it is due, and not before. */
export const checks = sameButIntensive(
  [{ rung: 'due', after: 'PT0S', time: 'elapsed' }],
  [{ rung: 'due', after: 'PT0S', time: 'business' }],
);

/** A youth who may not be safe is told of every working morning until somebody has looked. */
export const everyMorning = due('P1D', 'business');

/** The supervisor looks at a critical event within a day. */
export const criticalEventLook = due('PT24H', 'elapsed');
