import type { Membership } from '../../shared/access/membership.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';

/** A person of the demonstration: invented, as are the organisations. */
export type DemoPerson = { readonly user: string; readonly membership: Membership };

type Named = readonly [role: Exclude<Role, 'timer' | 'referrer' | 'director'>, name: string];

const teamOf = (organisation: string, unit: string, people: readonly Named[]): readonly DemoPerson[] =>
  people.map(([role, name]) => ({
    user: `${role}@${organisation}`,
    membership: {
      sub: `demo-${role}-${organisation}`,
      name,
      role,
      organisation,
      mandate: { unit, kind: 'support' },
      language: 'fr',
      email: `${role}.${organisation}@parcours.example`,
    },
  }));

/** The direction is of no team: it has no right to any case. */
const directorOf = (organisation: string, name: string): DemoPerson => ({
  user: `director@${organisation}`,
  membership: {
    sub: `demo-director-${organisation}`,
    name,
    role: 'director',
    organisation,
    mandate: { unit: 'direction', kind: 'program' },
    language: 'fr',
    email: `director.${organisation}@parcours.example`,
  },
});

const referrerOf = (
  organisation: string,
  refersTo: NonNullable<Membership['refersTo']>,
  name: string,
  channel: NonNullable<Membership['channel']>,
): DemoPerson => ({
  user: `referrer@${organisation}`,
  membership: {
    sub: `demo-referrer-${organisation}`,
    name,
    role: 'referrer',
    organisation,
    mandate: {
      unit: organisation,
      kind: channel === 'judicial' ? 'judicial' : channel === 'victimisation' ? 'victimisation' : 'support',
    },
    channel,
    refersTo,
    language: 'fr',
  },
});

const est = { organisation: 'est', unit: 'soutien' };
const nord = { organisation: 'nord', unit: 'soutien' };

/**
 * One account per role in two organisations, and partners of each channel. `ciusss` is one establishment with two
 * mandates: a youth-justice unit that refers, and a support unit that works with youths.
 */
export const demoPeople: readonly DemoPerson[] = [
  ...teamOf('est', 'soutien', [
    ['caseworker', 'Noor Beaulieu'],
    ['coordinator', 'Hélène Roy'],
    ['supervisor', 'Samuel Okafor'],
    ['administrator', 'Ines Gagné'],
    ['privacy-officer', 'Paul Lavoie'],
    ['concertation-member', 'Rita Diaz'],
  ]),
  directorOf('est', 'Joanne Pierre'),
  referrerOf('est', est, 'Maxime Côté', 'community'),
  ...teamOf('nord', 'soutien', [
    ['caseworker', 'Dany Jean-Baptiste'],
    ['coordinator', 'Louise Tremblay'],
    ['supervisor', 'Amina Haddad'],
    ['administrator', 'Guy Nguyen'],
    ['privacy-officer', 'Claire Bouchard'],
    ['concertation-member', 'Marc Pelletier'],
  ]),
  directorOf('nord', 'Karim Bélanger'),
  referrerOf('nord', nord, 'Léa Morin', 'community'),
  ...teamOf('ciusss', 'soutien', [['caseworker', 'Sarah Lefebvre']]),
  referrerOf('ciusss', est, 'Équipe LSJPA', 'judicial'),
  referrerOf('poste-12', est, 'Agent Demo', 'judicial'),
  referrerOf('hopital', nord, 'Liaison Demo', 'victimisation'),
];
