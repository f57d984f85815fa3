import { completedBy } from '../../shared/domain/pathway/define-pathway.ts';
import type { Interruption } from '../../shared/domain/pathway/pathway.ts';
import { text } from '../../shared/domain/text.ts';
import type { InterruptionName } from '../../shared/domain/vocabulary.ts';
import { closeNowForm, suspendForm, withdrawForm } from './forms/interruptions.ts';

/** What may interrupt any step, the strongest first. A withdrawal needs nobody's approval. */
export const interruptions = {
  withdraw: {
    title: text('Retrait du consentement', 'Withdraw'),
    to: 'end',
    reason: 'youth-decision',
    roles: ['caseworker', 'coordinator', 'supervisor'],
    ...completedBy(withdrawForm, { sets: { notBefore: 'notBefore' } }),
  },
  'close-now': {
    title: text('Fermer maintenant', 'Close now'),
    to: 'closure-decision',
    roles: ['caseworker', 'coordinator', 'supervisor'],
    ...completedBy(closeNowForm, { sets: { closureReason: 'reason' } }),
  },
  cancel: { title: text('Annuler', 'Cancel'), to: 'end', reason: 'error', roles: ['coordinator'] },
  suspend: {
    title: text('Suspension temporaire', 'Suspend'),
    to: 'suspended',
    roles: ['caseworker', 'coordinator'],
    ...completedBy(suspendForm, { sets: { nextDue: 'until' } }),
  },
  migrate: { title: text('Changer de version', 'Migrate'), to: 'superseded', roles: ['administrator'] },
  'roll-over': { title: text('Relève de l’exécution', 'Roll over'), to: 'superseded', roles: ['timer'] },
} as const satisfies Readonly<Record<InterruptionName, Interruption>>;
