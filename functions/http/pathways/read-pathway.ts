import { completionSchema, formSchema } from '../../../shared/api/form-schema.ts';
import { ProblemError } from '../../../shared/api/problem.ts';
import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import { choicesOf } from '../../../shared/domain/case/complete.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly members: MembershipStore; readonly published: readonly Pathway[] };

const show = (pathway: Pathway) => ({
  name: pathway.name,
  version: pathway.version,
  title: pathway.title,
  start: pathway.start,
  steps: Object.entries(pathway.steps).map(([id, { title, phase, roles }]) => ({
    id,
    title,
    phase,
    roles,
    outcomes: choicesOf(pathway, id).map(({ name, outcome, completion }) => ({
      outcome: name,
      title: outcome.title,
      next: outcome.to,
      schema: completionSchema(name, completion.form),
    })),
  })),
  activities: Object.entries(pathway.activities).map(([activity, { title, form }]) => ({
    activity,
    title,
    schema: formSchema(form),
  })),
});

/** A published pathway with its steps, ways out and forms. */
export const makeReadPathway =
  ({ members, published }: Dependencies) =>
  async ({ sub, params }: RequestOf<typeof routes.readPathway>): Promise<Reply> => {
    allowedMember(await members.read(sub), 'pathway:read');
    const found = published.find(({ name, version }) => name === params.name && version === params.version);
    if (!found) throw new ProblemError('not-found');
    return { status: 200, body: show(found) };
  };
