import { auditAddressOf } from '../access/mail-address.ts';
import type { Clock } from '../cases/ports.ts';
import type { Channel } from '../messages/channel.ts';
import { renderAuditMail } from '../messages/audit-mail.ts';
import type { InstallationLink } from '../messages/installation-link.ts';
import type { Audit } from './audit.ts';
import type { Finding } from './finding.ts';
import { firstFindings, placeOf } from './first-findings.ts';

type Dependencies = {
  readonly audit: () => Promise<Audit>;
  readonly channel: Channel;
  readonly link: InstallationLink;
  readonly clock: Clock;
  /** Milliseconds of real time, whatever the clock says. */
  readonly realMs: () => number;
  /** Raises a finding to whoever watches the logs. */
  readonly noteFinding: (finding: Finding) => void;
  /** Tells of an administrator who could not be mailed; the others are. */
  readonly noteFailure: (ids: { readonly sub: string }, error: unknown) => void;
};

export type NightlyAudit = { readonly cases: number; readonly found: number; readonly mailed: number };

/**
 * Of real time, one part in so many may be spent auditing. Nights are a day apart, but on a clock that is moved: there they
 * would come by the thousand.
 */
const restFactor = 50;

/**
 * Audits the tables each night. What it finds is an error in the log, and a mail to the administrators of the organisation whose
 * it is.
 */
export const makeNightlyAudit = (dependencies: Dependencies) => {
  const { audit, channel, link, clock, realMs, noteFinding, noteFailure } = dependencies;
  let restsUntilMs = 0;

  const tell = async (audit: Audit, findings: readonly Finding[]): Promise<number> => {
    const { cases, administrators, organisationOf } = audit;
    const day = clock.now().slice(0, 10);
    let mailed = 0;
    for (const member of administrators) {
      const to = auditAddressOf(member);
      // What no sound row says the organisation of is everybody's.
      const places = findings
        .filter(({ pk }) => (organisationOf(pk) ?? member.organisation) === member.organisation)
        .map(placeOf);
      if (to === undefined || places.length === 0) continue;
      const content = renderAuditMail({ language: member.language, day, cases, places, link });
      try {
        await channel.send({ to, key: `audit-${day}`, ...content });
        mailed += 1;
      } catch (error) {
        noteFailure({ sub: member.sub }, error);
      }
    }
    return mailed;
  };

  return async (): Promise<NightlyAudit | { readonly rests: true }> => {
    const began = realMs();
    if (began < restsUntilMs) return { rests: true };
    const found = await audit();
    restsUntilMs = realMs() + restFactor * (realMs() - began);
    const first = firstFindings(found.findings);
    for (const finding of first) noteFinding(finding);
    const mailed = first.length === 0 ? 0 : await tell(found, first);
    return { cases: found.cases, found: first.length, mailed };
  };
};
