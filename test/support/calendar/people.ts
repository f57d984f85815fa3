import { demoPeople, type DemoPerson } from '../../../infra/demo/people.ts';

/** A second worker of the team, who stands in for the first. */
export const replacement: DemoPerson = {
  user: 'backup@est',
  membership: {
    sub: 'demo-backup-est',
    name: 'Théo Lachance',
    role: 'caseworker',
    organisation: 'est',
    mandate: { unit: 'soutien', kind: 'support' },
    language: 'fr',
    email: 'backup.est@parcours.example',
  },
};

/** Who works at the organisation of a calendar. */
export const team: readonly DemoPerson[] = [
  ...demoPeople.filter(({ membership }) => membership.organisation === 'est'),
  replacement,
];

const firstName = ({ membership }: DemoPerson): string => membership.name.split(' ')[0] ?? '';

/** The person of that first name. */
export const personCalled = (name: string): DemoPerson => {
  const found = team.find((one) => firstName(one) === name);
  if (!found) throw new Error(`« ${name} » n’est de l’équipe de personne`);
  return found;
};

/** The first name of whoever has that `sub`, or that address. */
export const nameOf = (id: string): string => {
  const found = team.find(({ membership }) => membership.sub === id || membership.email === id);
  return found ? firstName(found) : id;
};
