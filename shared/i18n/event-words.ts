import type { EventType } from '../domain/case/event.ts';
import { text, type Text } from '../domain/text.ts';

/** What each event says to a person who watches executions. */
export const eventWords: Readonly<Record<EventType, Text>> = {
  'referral-received': text('Référence reçue', 'Referral received'),
  'outreach-opened': text('Dossier ouvert par l’équipe', 'Case opened by the team'),
  'referral-joined': text('Nouvelle référence jointe au dossier', 'New referral joined to the case'),
  'referral-separated': text('Référence séparée du dossier', 'Referral separated from the case'),
  'step-opened': text('Étape ouverte', 'Step opened'),
  'step-completed': text('Étape complétée', 'Step completed'),
  'activity-recorded': text('Activité consignée', 'Activity recorded'),
  'activity-corrected': text('Activité corrigée', 'Activity corrected'),
  interrupted: text('Parcours interrompu', 'Pathway interrupted'),
  resumed: text('Suspension terminée', 'Suspension ended'),
  'case-closed': text('Dossier fermé', 'Case closed'),
  'case-reopened': text('Dossier rouvert', 'Case reopened'),
  'support-requested': text('Demande d’appui', 'Support requested'),
  'support-acknowledged': text('Demande d’appui prise en charge', 'Support request acknowledged'),
  'support-snoozed': text('Demande d’appui reportée', 'Support request snoozed'),
  'support-ended': text('Demande d’appui terminée', 'Support request ended'),
  'stand-in-named': text('Relève nommée pour une absence', 'Stand-in named for an absence'),
  'generation-started': text('Nouveau déroulement lancé depuis le dossier', 'New execution started from the record'),
};
