import type { CaseView } from '../../../shared/api/schemas/case.ts';
import { dayAhead } from '../day-ahead.ts';
import type { Answer, Session } from '../session.ts';
import type { System } from '../system.ts';
import { actionOf, look, send } from '../walk.ts';
import { note, type Act, type Youth } from './youth.ts';

/** A call that nobody expected to be refused. */
export const done = ({ status, body }: Answer): unknown => {
  if (status < 300) return body;
  throw new Error(`${status} ${JSON.stringify(body)}`);
};

export const inDays = (system: System, days: number): string => dayAhead(system.now(), days);

const noteNow = (system: System, youth: Youth, act: Omit<Act, 'at'>): void => {
  note(youth, { ...act, at: system.now() });
};

/** What somebody does about a youth, through the API alone; each deed is noted as soon as it was accepted. */
export const deedsOf = (system: System, who: Session) => {
  const post = async ({ caseId }: Youth, path: string, body: object) =>
    done(await who.post(`/v1/cases/${caseId}/${path}`, body, { prefer: 'wait=10' }));

  const complete = async (youth: Youth, outcome: string, answers: object = {}): Promise<CaseView> => {
    const seen = await look(who, youth);
    done(await send(who, seen, actionOf(seen, outcome), { answers }));
    await system.runtime.clock.idle();
    return look(who, youth);
  };

  const touch = async (youth: Youth, reached: 'yes' | 'no'): Promise<void> => {
    const { contactDueAt = system.now() } = await look(who, youth);
    await post(youth, 'activities/contact', { reached, way: 'phone' });
    noteNow(system, youth, { kind: 'touch' });
    youth.contacts += 1;
    if (system.now() > contactDueAt) youth.late += 1;
  };

  return {
    complete,
    touch,
    /** « Joint » on the wrong card, taken back at once, or said to be wrong: as though it had never been. */
    touchWrongly: async (youth: Youth, how: 'undo' | 'correction'): Promise<void> => {
      const recorded = (await post(youth, 'activities/contact', { reached: 'yes', way: 'text' })) as {
        readonly activityId: string;
      };
      await post(youth, `activities/${recorded.activityId}/${how}`, how === 'undo' ? {} : { reason: 'wrong-person' });
    },
    step: async (youth: Youth, outcome: string, answers: object = {}): Promise<CaseView> => {
      const seen = await complete(youth, outcome, answers);
      noteNow(system, youth, { kind: 'step' });
      return seen;
    },
    record: async (youth: Youth, activity: string, body: object, kind: Act['kind']): Promise<void> => {
      await post(youth, `activities/${activity}`, body);
      noteNow(system, youth, { kind });
    },
    interrupt: async (youth: Youth, name: string, body: object, act: Omit<Act, 'at'>): Promise<void> => {
      await post(youth, `interruptions/${name}`, body);
      noteNow(system, youth, act);
      await system.runtime.clock.idle();
    },
    resume: async (youth: Youth): Promise<void> => {
      await post(youth, 'resumption', {});
      noteNow(system, youth, { kind: 'resume' });
      await system.runtime.clock.idle();
    },
    reopen: async (youth: Youth): Promise<void> => {
      await post(youth, 'reopening', {});
      noteNow(system, youth, { kind: 'reopen' });
      await system.runtime.clock.idle();
    },
    /** Answers a request for support; whether it was accepted. */
    answer: async (youth: Youth, number: number, how: 'acknowledgement' | 'snooze', body: { until: string }) => {
      const answer = await who.post(`/v1/cases/${youth.caseId}/escalations/${number}/${how}`, body);
      if (answer.status >= 500) done(answer);
      if (answer.status < 300) noteNow(system, youth, { kind: 'answer', until: body.until });
      return answer.status < 300;
    },
  };
};
