import { demoPeople, type DemoPerson } from '../../../infra/demo/people.ts';

/** How somebody works: well · puts every request off for ever · takes every request upon themselves · has gone without a word. */
export type Temperament = 'steady' | 'puts-off' | 'takes-all' | 'gone';

const worker = (user: string, name: string, backup?: string): DemoPerson => ({
  user: `${user}@est`,
  membership: {
    sub: `demo-${user}-est`,
    name,
    role: 'caseworker',
    organisation: 'est',
    mandate: { unit: 'soutien', kind: 'support' },
    language: 'fr',
    email: `${user}.est@parcours.example`,
    ...(backup !== undefined && { backup: `demo-${backup}-est` }),
  },
});

/** Workers beside the one of the demonstration, who is steady as well. */
export const moreWorkers: readonly DemoPerson[] = [
  worker('puts-off', 'Théo Lachance'),
  worker('takes-all', 'Mila Fortin'),
  worker('gone', 'Émile Caron', 'takes-all'),
];

export const workers: readonly { readonly user: string; readonly temperament: Temperament }[] = [
  { user: 'caseworker@est', temperament: 'steady' },
  { user: 'puts-off@est', temperament: 'puts-off' },
  { user: 'takes-all@est', temperament: 'takes-all' },
  { user: 'gone@est', temperament: 'gone' },
];

/** Who works at the organisation that is followed. */
const team: readonly DemoPerson[] = [
  ...demoPeople.filter(({ membership }) => membership.organisation === 'est'),
  ...moreWorkers,
];

/** Partners, who learn nothing. */
export const partners: readonly string[] = demoPeople
  .filter(({ membership }) => membership.role === 'referrer')
  .map(({ user }) => user);

const of = (user: string) => {
  const found = team.find((one) => one.user === user);
  if (!found) throw new Error(`nobody is called ${user}`);
  return found.membership;
};

export const nameOf = (user: string): string => of(user).name;
export const userAt = (address: string): string | undefined =>
  team.find(({ membership }) => membership.email === address)?.user;
export const subOf = (user: string): string => of(user).sub;
