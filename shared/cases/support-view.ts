import type { EscalationView } from '../api/schemas/escalation.ts';
import { mostSnoozes, type AskingRung, type Escalation } from '../domain/case/escalation.ts';
import { text, type Text } from '../domain/text.ts';

/** One question a rung, for one tap to answer. */
const titles: Readonly<Record<AskingRung, Text>> = {
  due: text('Un contact à reprendre', 'A contact to renew'),
  'backup-and-coordinator': text('Un coup de main pour reprendre contact', 'A hand with renewing contact'),
  direction: text('Démarches à soutenir', 'Efforts to support'),
};

const acknowledgeTitle = text('Prendre en charge', 'Take it on');
const snoozeTitle = text('Reporter', 'Snooze');

/** A request for support as somebody sees it who may see its case, with the answers that are open. `isMine`: they are asked. */
export const viewOfSupport = (escalation: Escalation, isMine: boolean): EscalationView => {
  const { caseId, seq, ...shown } = escalation;
  const answer = (title: Text, how: string) =>
    ({ title, href: `/v1/cases/${caseId}/escalations/${seq}/${how}`, method: 'POST' }) as const;
  const isOver = escalation.status === 'ended';
  return {
    caseId,
    number: seq,
    reference: shown.reference,
    rung: shown.rung,
    title: titles[shown.rung],
    status: shown.status,
    isMine,
    openedAt: shown.openedAt,
    raisedAt: shown.raisedAt,
    dueAt: shown.dueAt,
    owner: shown.owner,
    until: shown.until,
    snoozes: shown.snoozes,
    endedAt: shown.endedAt,
    end: shown.end,
    answers: isOver
      ? []
      : [
          answer(acknowledgeTitle, 'acknowledgement'),
          ...(shown.snoozes < mostSnoozes ? [answer(snoozeTitle, 'snooze')] : []),
        ],
  };
};
