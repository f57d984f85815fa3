import { completedBy, definePathway } from '../../shared/domain/pathway/define-pathway.ts';
import { text } from '../../shared/domain/text.ts';
import { activities } from './activities.ts';
import * as assessment from './forms/assessment.ts';
import * as closure from './forms/closure.ts';
import * as consent from './forms/consent.ts';
import * as followUp from './forms/follow-up.ts';
import * as plan from './forms/plan.ts';
import * as referral from './forms/referral.ts';
import { interruptions } from './interruptions.ts';
import * as timing from './timing.ts';

const byWorker = { owner: 'caseworker', roles: ['caseworker', 'coordinator'], ladder: timing.reminders } as const;

/** Contact is to be renewed: a way out of every step in which the person should be met. */
const lostTouch = {
  title: text('Contact à reprendre', 'Contact to renew'),
  to: 're-engagement',
  ...completedBy(followUp.lostTouchForm, { sets: { second: 'nextBy', nextDue: 'nextTry', nextContact: 'nextTry' } }),
} as const;

/** The pathway of a youth, from the referral to the closure. */
export const pivotV1 = definePathway({
  name: 'pivot',
  version: 1,
  title: text('Parcours d’accompagnement PIVOT', 'PIVOT support pathway'),
  intake: {
    title: text('Référer une personne', 'Refer a person'),
    form: referral.requestForm,
    intensity: { field: 'urgency', of: { today: 'intensive' } },
  },
  start: 'referral',
  outreach: 'consent',
  thread: {
    owner: 'caseworker',
    first: timing.firstContactDue,
    due: timing.contactCadence,
    ladder: timing.contactLadder,
    during: { 're-engagement': timing.reEngagementDue, suspended: timing.suspendedCadence },
  },
  age: { years: 30, before: 'P6M' },
  activities,
  steps: {
    referral: {
      title: text('Accueil de la référence', 'Referral'),
      phase: 'referral',
      owner: 'coordinator',
      roles: ['coordinator'],
      needs: [],
      due: timing.referralDue,
      ladder: timing.reminders,
      ...completedBy(referral.referralForm, { sets: { intensity: 'intensity', responsible: 'responsible' } }),
      outcomes: {
        accepted: { title: text('Accueillir', 'Accept'), to: 'first-contact' },
        'met-in-person': { title: text('Déjà rencontrée', 'Met in person'), reached: true, to: 'consent' },
        'oriented-elsewhere': {
          title: text('Orienter ailleurs', 'Orient elsewhere'),
          to: 'end',
          reason: 'oriented-elsewhere',
          form: referral.orientedElsewhereForm,
        },
        'not-retained': {
          title: text('Ne pas retenir', 'Not retain'),
          to: 'end',
          reason: { field: 'reason' },
          form: referral.notRetainedForm,
        },
        'same-person': {
          title: text('Même personne qu’un autre dossier', 'Same person as another case'),
          to: 'end',
          reason: 'same-person',
          ...completedBy(referral.samePersonForm, { sets: { joins: 'otherCase' } }),
        },
      },
    },
    'first-contact': {
      ...byWorker,
      title: text('Premier contact', 'First contact'),
      phase: 'referral',
      needs: [],
      from: 'receipt',
      due: timing.firstContactDue,
      ladder: timing.noReminders,
      ...completedBy(referral.firstContactForm, { grants: { mayContact: 'S1' } }),
      outcomes: {
        reached: { title: text('Personne jointe', 'Reached'), reached: true, to: 'consent' },
        'not-now': {
          title: text('Pas maintenant', 'Not now'),
          reached: true,
          to: 'first-contact',
          ...completedBy(referral.firstContactNotNowForm, {
            grants: { mayContact: 'S1' },
            sets: { nextDue: 'nextTry', nextContact: 'nextTry' },
          }),
        },
        declined: {
          title: text('N’a pas souhaité', 'Declined'),
          reached: true,
          to: 'end',
          reason: 'declined',
          ...completedBy(referral.firstContactDeclinedForm, { sets: { notBefore: 'notBefore' } }),
        },
        'not-found': {
          title: text('Sans contact malgré nos démarches', 'Not found despite our efforts'),
          to: 'closure',
          form: referral.notFoundForm,
          when: { attempts: { count: 6, ways: 3, days: 30 } },
        },
      },
    },
    consent: {
      ...byWorker,
      title: text('Consentement', 'Consent'),
      phase: 'consent',
      needs: [],
      due: timing.consentDue,
      ...completedBy(consent.consentForm, {
        grants: { participation: 'S2', needsTalk: 'S3' },
        sets: { safeWay: 'safeWay', neverWay: 'neverWay' },
      }),
      outcomes: {
        agreed: {
          title: text('D’accord', 'Agreed'),
          reached: true,
          to: 'needs-assessment',
          when: { consent: ['S2', 'S3'] },
        },
        'agreed-without-assessment': {
          title: text('D’accord, sans évaluation des besoins', 'Agreed, without assessment'),
          reached: true,
          to: 'support-plan',
          when: { consent: ['S2'] },
        },
        'not-now': {
          title: text('Pas maintenant', 'Not now'),
          reached: true,
          to: 'first-contact',
          ...completedBy(consent.consentNotNowForm, { sets: { nextDue: 'talkAgain', nextContact: 'talkAgain' } }),
        },
        'lost-touch': lostTouch,
        declined: {
          title: text('N’a pas souhaité', 'Declined'),
          reached: true,
          to: 'end',
          reason: 'declined',
          ...completedBy(consent.consentDeclinedForm, { sets: { notBefore: 'notBefore' } }),
        },
      },
    },
    'needs-assessment': {
      ...byWorker,
      title: text('Évaluation des besoins', 'Needs assessment'),
      phase: 'assessment',
      needs: ['S2', 'S3'],
      due: timing.needsAssessmentDue,
      form: assessment.needsAssessmentForm,
      outcomes: {
        done: { title: text('Évaluation faite', 'Done'), reached: true, to: 'support-plan' },
        'enough-for-now': { title: text('Assez pour maintenant', 'Enough for now'), reached: true, to: 'support-plan' },
        'lost-touch': lostTouch,
      },
    },
    'support-plan': {
      ...byWorker,
      title: text('Plan de soutien', 'Support plan'),
      phase: 'plan',
      needs: ['S2'],
      due: timing.supportPlanDue,
      ...completedBy(plan.supportPlanForm, { sets: { nextDue: 'reviewDate' } }),
      outcomes: {
        'agreed-with-youth': {
          title: text('Convenu avec la personne', 'Agreed with the youth'),
          reached: true,
          to: 'follow-up',
        },
        'keep-close-without-plan': {
          title: text('Rester proche, sans plan', 'Keep close, without a plan'),
          to: 'follow-up',
          ...completedBy(plan.keepCloseForm, { sets: { nextDue: 'reviewDate' } }),
        },
        'lost-touch': lostTouch,
      },
    },
    'follow-up': {
      ...byWorker,
      title: text('Suivi', 'Follow-up'),
      phase: 'follow-up',
      needs: ['S2'],
      due: timing.followUpDue,
      ...completedBy(followUp.followUpForm, { sets: { intensity: 'intensity', nextDue: 'nextReview' } }),
      outcomes: {
        continue: { title: text('Continuer', 'Continue'), to: 'follow-up' },
        'revise-plan': {
          title: text('Revoir le plan', 'Revise the plan'),
          to: 'support-plan',
          form: followUp.turningPointForm,
        },
        reassess: {
          title: text('Refaire le point sur les besoins', 'Reassess the needs'),
          to: 'needs-assessment',
          form: followUp.turningPointForm,
          when: { consent: ['S3'] },
        },
        'lost-touch': lostTouch,
        'wind-down': {
          title: text('Préparer la fin de l’accompagnement', 'Wind down'),
          to: 'closure',
          form: followUp.turningPointForm,
        },
        'handed-over': {
          title: text('Relais accepté par un organisme', 'Handed over and accepted'),
          to: 'closure',
          form: followUp.handedOverForm,
        },
      },
    },
    're-engagement': {
      ...byWorker,
      title: text('Reprise de contact', 'Re-engagement'),
      phase: 'follow-up',
      needs: [],
      due: timing.reEngagementDue,
      ladder: timing.noReminders,
      ...completedBy(followUp.reEngagementForm, {
        sets: { second: 'nextBy', nextDue: 'nextTry', nextContact: 'nextTry' },
      }),
      outcomes: {
        back: {
          title: text('De retour', 'Back'),
          reached: true,
          to: 'follow-up',
          when: { consent: ['S2'] },
          ...completedBy(followUp.backForm, { sets: { nextDue: 'nextReview' } }),
        },
        'back-renew': {
          title: text('De retour, consentement à reprendre', 'Back, consent to renew'),
          reached: true,
          to: 'consent',
          form: followUp.noContactForm,
        },
        'not-now': { title: text('Poursuivre les démarches', 'Keep trying'), to: 're-engagement' },
        'no-contact': {
          title: text('Sans contact malgré nos démarches', 'No contact despite our efforts'),
          to: 'closure',
          form: followUp.noContactForm,
          when: { attempts: { count: 16, ways: 2, days: 60 } },
        },
      },
    },
    closure: {
      ...byWorker,
      title: text('Fermeture', 'Closure'),
      phase: 'closure',
      needs: [],
      due: timing.closureDue,
      ...completedBy(closure.closureForm, { sets: { closureReason: 'reason' } }),
      outcomes: {
        propose: { title: text('Proposer la fermeture', 'Propose to close'), to: 'closure-decision' },
        'keep-going': {
          title: text('Continuer l’accompagnement', 'Keep going'),
          to: 'follow-up',
          when: { consent: ['S2'] },
          ...completedBy(closure.keepGoingForm, { sets: { nextDue: 'nextReview' } }),
        },
        'try-again': { ...lostTouch, title: text('Reprendre les démarches', 'Try again') },
      },
    },
    'closure-decision': {
      title: text('Décision de fermeture', 'Closure decision'),
      phase: 'closure',
      owner: 'supervisor',
      roles: ['supervisor', 'coordinator'],
      needs: [],
      due: timing.closureDecisionDue,
      ladder: timing.reminders,
      form: closure.closureDecisionForm,
      outcomes: {
        approved: {
          title: text('Approuver la fermeture', 'Approve the closure'),
          to: 'end',
          reason: { fact: 'closureReason' },
          when: { actor: 'not-proposer' },
        },
        'keep-going': {
          title: text('Poursuivre les démarches', 'Keep going'),
          to: 're-engagement',
          form: closure.notApprovedForm,
          when: { actor: 'not-proposer' },
        },
        'to-complete': {
          title: text('À compléter', 'To complete'),
          to: 'closure',
          form: closure.notApprovedForm,
          when: { actor: 'not-proposer' },
        },
      },
    },
  },
  interruptions,
  reopening: [{ to: 'follow-up', when: { consent: ['S2'] } }, { to: 'consent' }],
});
