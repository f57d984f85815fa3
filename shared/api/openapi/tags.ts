import { text, type Text } from '../../domain/text.ts';
import { accountRoutes } from '../routes/account-routes.ts';
import { caseRoutes } from '../routes/case-routes.ts';
import { clinicalRoutes } from '../routes/clinical-routes.ts';
import { escalationRoutes } from '../routes/escalation-routes.ts';
import { executionRoutes } from '../routes/execution-routes.ts';
import { interruptionRoutes } from '../routes/interruption-routes.ts';
import { notificationRoutes } from '../routes/notification-routes.ts';
import { recordRoutes } from '../routes/record-routes.ts';
import { referralRoutes } from '../routes/referral-routes.ts';
import { teamRoutes } from '../routes/team-routes.ts';
import { todayRoutes } from '../routes/today-routes.ts';

type Tag = { readonly says: Text; readonly routes: object };

/** The chapters of the document, in reading order. */
const tags: Readonly<Record<string, Tag>> = {
  referrals: { says: text('Références : une seule porte d’entrée.', 'Referrals: one way in.'), routes: referralRoutes },
  today: { says: text('La première page d’une journée.', 'The first page of a day’s work.'), routes: todayRoutes },
  cases: {
    says: text('Les dossiers, et la suite de leurs étapes.', 'Cases, and the completion of their steps.'),
    routes: caseRoutes,
  },
  record: {
    says: text('Ce qui est consigné dans un dossier.', 'What is written down about a case.'),
    routes: recordRoutes,
  },
  interruptions: {
    says: text('Ce qui interrompt un dossier, et ce qui le reprend.', 'What interrupts a case, and brings it back.'),
    routes: interruptionRoutes,
  },
  escalations: { says: text('Les demandes d’appui.', 'Requests for support.'), routes: escalationRoutes },
  notifications: { says: text('Mes avis.', 'What the caller was told of.'), routes: notificationRoutes },
  team: {
    says: text('Qui est là, quand, et qui prend la relève.', 'Who is there, when, and who stands in.'),
    routes: teamRoutes,
  },
  'clinical-support': {
    says: text('Soutien clinique aux équipes.', 'Clinical support to the teams.'),
    routes: clinicalRoutes,
  },
  account: {
    says: text('Mon compte, et les parcours publiés.', 'My account, and the published pathways.'),
    routes: accountRoutes,
  },
  executions: {
    says: text('Les déroulements, sans rien de personne.', 'Executions, with nothing about anybody.'),
    routes: executionRoutes,
  },
};

const ofTheDocument = { name: 'document', description: 'Ce document. / This document.' };

/** The chapter that an operation is listed under. */
export const tagOf = (operation: string): string =>
  Object.keys(tags).find((name) => operation in (tags[name]?.routes ?? {})) ?? ofTheDocument.name;

/** Every chapter with its sentence. */
export const tagObjects = [
  ...Object.entries(tags).map(([name, { says }]) => ({ name, description: `${says.fr} / ${says.en}` })),
  ofTheDocument,
];
