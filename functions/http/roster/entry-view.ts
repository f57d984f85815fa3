import type { OnCall } from '../../../shared/domain/team/organisation.ts';

/** An entry as the API shows it. */
export const entryView = ({ entryId, sub, from, until }: OnCall) => ({ entryId, member: sub, from, until });
