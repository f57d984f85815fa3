import type { OpenedAdvice } from '../../../shared/domain/team/clinical-advice.ts';

/** A request for advice as its two readers see it. */
export const adviceView = ({ adviceId, author, supervisor, askedAt, text, answer, answeredAt }: OpenedAdvice) => ({
  adviceId,
  author,
  supervisor,
  askedAt,
  text,
  answer,
  answeredAt,
});
