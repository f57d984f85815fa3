import type { Reply, RequestOf } from '../../../shared/api/route.ts';
import type { routes } from '../../../shared/api/routes.ts';
import { allowedMember } from '../../../shared/cases/authorised.ts';
import type { Pathway } from '../../../shared/domain/pathway/pathway.ts';
import type { MembershipStore } from '../../../shared/store/membership-store.ts';

type Dependencies = { readonly members: MembershipStore; readonly published: readonly Pathway[] };

export const makeListPathways =
  ({ members, published }: Dependencies) =>
  async ({ sub }: RequestOf<typeof routes.listPathways>): Promise<Reply> => {
    allowedMember(await members.read(sub), 'pathway:read');
    const items = published.map(({ name, version, title }) => ({
      name,
      version,
      title,
      href: `/v1/pathways/${name}/${version}`,
    }));
    return { status: 200, body: { items } };
  };
