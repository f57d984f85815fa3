import { text, type Text } from './text.ts';

/** The six phases that people see; a pathway's steps belong to one each. */
export const phases = ['referral', 'consent', 'assessment', 'plan', 'follow-up', 'closure'] as const;
export type Phase = (typeof phases)[number];
export const phaseTitles: Readonly<Record<Phase, Text>> = {
  referral: text('Référence', 'Referral'),
  consent: text('Consentement', 'Consent'),
  assessment: text('Évaluation des besoins', 'Needs assessment'),
  plan: text('Plan de soutien', 'Support plan'),
  'follow-up': text('Suivi', 'Follow-up'),
  closure: text('Fermeture', 'Closure'),
};

/** How close the support is, from the closest; a professional judgement, never a score of the person. */
export const intensities = ['intensive', 'sustained', 'regular', 'light'] as const;
export type Intensity = (typeof intensities)[number];
export const intensityTitles: Readonly<Record<Intensity, Text>> = {
  intensive: text('Intensif', 'Intensive'),
  sustained: text('Soutenu', 'Sustained'),
  regular: text('Régulier', 'Regular'),
  light: text('Allégé', 'Light'),
};

/** Roles that may act on a case. No judicial role is among them, so none can be written in a pathway. */
export const caseRoles = ['caseworker', 'coordinator', 'supervisor'] as const;
export type CaseRole = (typeof caseRoles)[number];
export const roles = [
  ...caseRoles,
  'director',
  'administrator',
  'privacy-officer',
  'referrer',
  'concertation-member',
  'timer',
] as const;
export type Role = (typeof roles)[number];
export const roleTitles: Readonly<Record<Role, Text>> = {
  caseworker: text('Intervenant(e)', 'Caseworker'),
  coordinator: text('Coordonnateur ou coordonnatrice', 'Coordinator'),
  supervisor: text('Superviseur(e) clinique', 'Clinical supervisor'),
  director: text('Direction', 'Direction'),
  administrator: text('Administrateur ou administratrice', 'Administrator'),
  'privacy-officer': text('Responsable de la protection des renseignements personnels', 'Privacy officer'),
  referrer: text('Partenaire référent', 'Referrer'),
  'concertation-member': text('Membre de l’espace de concertation', 'Concertation member'),
  timer: text('Minuterie', 'Timer'),
};

/** By which partners a referral comes in. */
export const channels = ['community', 'judicial', 'victimisation'] as const;
export type Channel = (typeof channels)[number];
export const channelTitles: Readonly<Record<Channel, Text>> = {
  community: text('Communautaire', 'Community'),
  judicial: text('Judiciaire', 'Judicial'),
  victimisation: text('Victimisation', 'Victimisation'),
};

/** Scopes of consent, each asked alone. */
export const scopes = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'] as const;
export type Scope = (typeof scopes)[number];
export const scopeTitles: Readonly<Record<Scope, Text>> = {
  S1: text('Prise de contact', 'Being contacted'),
  S2: text('Participation et dossier', 'Participation and file'),
  S3: text('Évaluation des besoins', 'Needs assessment'),
  S4: text('Partage avec un organisme nommé', 'Sharing with a named organisation'),
  S5: text('Discussion clinique (communauté de pratique)', 'Clinical discussion (community of practice)'),
  S6: text('Retour au partenaire référent (non judiciaire)', 'Feedback to the referrer (not judicial)'),
  S7: text('Attestation à un partenaire judiciaire', 'Attestation to a judicial partner'),
  S8: text('Contact d’un proche', 'Contacting someone close'),
  S9: text('Rappels par texto ou courriel', 'Reminders by text message or e-mail'),
  S10: text('Suivi post-fermeture', 'Aftercare'),
  S11: text('Recherche et évaluation', 'Research and evaluation'),
  S12: text('Liaison hôpital-CAVAC-PIVOT', 'Hospital-CAVAC-PIVOT hand-over'),
};

/** The answers to a question of consent: `yes` grants its scope, `no` refuses it, `later` does neither. */
export const consentAnswers = ['yes', 'no', 'later'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];
export const consentAnswerTitles: Readonly<Record<ConsentAnswer, Text>> = {
  yes: text('Oui', 'Yes'),
  no: text('Non', 'No'),
  later: text('Plus tard', 'Later'),
};

/** Why a case ends. Neutral to the person: no reason says "failure". */
export const closureReasons = [
  'goals-reached',
  'youth-decision',
  'declined',
  'moved',
  'handed-over',
  'age-out',
  'long-detention',
  'lost-contact',
  'criteria',
  'safety',
  'deceased',
  'error',
  'same-person',
  'not-retained',
  'oriented-elsewhere',
] as const;
export type ClosureReason = (typeof closureReasons)[number];
export const closureReasonTitles: Readonly<Record<ClosureReason, Text>> = {
  'goals-reached': text('Objectifs atteints', 'Goals reached'),
  'youth-decision': text('Décision de la personne', 'The person’s decision'),
  declined: text('N’a pas souhaité', 'Declined'),
  moved: text('Déménagement', 'Moved away'),
  'handed-over': text('Relais accepté par un organisme', 'Handed over to an organisation that accepted'),
  'age-out': text('A dépassé l’âge du programme', 'Past the program’s age'),
  'long-detention': text('Longue détention', 'Long detention'),
  'lost-contact': text('Sans contact malgré nos démarches', 'No contact despite our efforts'),
  criteria: text('Ne répond plus aux critères du programme', 'No longer meets the program’s criteria'),
  safety: text('Raison de sécurité', 'Safety reason'),
  deceased: text('Décès', 'Deceased'),
  error: text('Dossier ouvert par erreur', 'Opened in error'),
  'same-person': text('Même personne qu’un autre dossier', 'Same person as another case'),
  'not-retained': text('Référence non retenue', 'Referral not retained'),
  'oriented-elsewhere': text('Orientation vers un autre service', 'Oriented to another service'),
};

/** Ways to reach someone. */
export const contactWays = ['phone', 'text', 'email', 'social', 'in-person', 'through-someone'] as const;
export type ContactWay = (typeof contactWays)[number];
export const contactWayTitles: Readonly<Record<ContactWay, Text>> = {
  phone: text('Appel', 'Call'),
  text: text('Texto', 'Text message'),
  email: text('Courriel', 'E-mail'),
  social: text('Réseau social', 'Social network'),
  'in-person': text('En personne', 'In person'),
  'through-someone': text('Par une personne de l’entourage', 'Through someone close'),
};

/** What the referrer says of the time there is. */
export const urgencies = ['today', 'this-week', 'can-wait'] as const;
export type Urgency = (typeof urgencies)[number];
export const urgencyTitles: Readonly<Record<Urgency, Text>> = {
  today: text('Aujourd’hui', 'Today'),
  'this-week': text('Cette semaine', 'This week'),
  'can-wait': text('Peut attendre', 'Can wait'),
};

/** Age at the referral; the program is for 16 to 29, and `unsure` is a good enough answer to open. */
export const ageBands = ['16-17', '18-21', '22-25', '26-29', 'unsure'] as const;
export type AgeBand = (typeof ageBands)[number];
export const ageBandTitles: Readonly<Record<AgeBand, Text>> = {
  '16-17': text('16-17 ans', '16-17'),
  '18-21': text('18-21 ans', '18-21'),
  '22-25': text('22-25 ans', '22-25'),
  '26-29': text('26-29 ans', '26-29'),
  unsure: text('Incertain', 'Unsure'),
};

/** What may interrupt any step, the strongest first: when two meet, the stronger stands. */
export const interruptionNames = ['withdraw', 'close-now', 'cancel', 'suspend', 'migrate', 'roll-over'] as const;
export type InterruptionName = (typeof interruptionNames)[number];
