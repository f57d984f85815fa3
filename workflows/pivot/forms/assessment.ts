import * as z from 'zod';
import { choice, choices, fewLines, field, form, optional } from '../../../shared/domain/pathway/form.ts';
import { text, type Text } from '../../../shared/domain/text.ts';
import { note } from './fields.ts';

const domains = {
  safety: text('Sécurité et tensions', 'Safety and tensions'),
  housing: text('Logement', 'Housing'),
  health: text('Santé et soins', 'Health and care'),
  'mental-health': text('Santé mentale', 'Mental health'),
  'substance-use': text('Consommation', 'Substance use'),
  school: text('École', 'School'),
  employment: text('Emploi et revenu', 'Employment and income'),
  family: text('Famille et parentalité', 'Family and parenting'),
  'legal-and-documents': text('Démarches légales et papiers', 'Legal steps and documents'),
  peers: text('Amis et liens', 'Friends and ties'),
  belonging: text('Loisirs et appartenance', 'Leisure and belonging'),
  strengths: text('Forces et facteurs de protection', 'Strengths and protective factors'),
} as const satisfies Readonly<Record<string, Text>>;

export const needsAssessmentForm = form(
  {
    ownWords: fewLines({ text: text('Ses propres mots', 'The person’s own words') }),
    priorities: choices({ text: text('Une à trois priorités', 'One to three priorities') }, domains, {
      min: 1,
      max: 3,
    }),
    safeToday: choice(
      { text: text('En sécurité aujourd’hui', 'Safe today') },
      { yes: text('Oui', 'Yes'), no: text('Non', 'No'), 'not-asked': text('Pas demandé', 'Not asked') },
    ),
    needs: optional(
      field(
        z
          .array(
            z.strictObject({
              domain: choice({ text: text('Domaine', 'Domain') }, domains),
              need: choice(
                { text: text('Besoin', 'Need') },
                {
                  'not-now': text('Pas maintenant', 'Not now'),
                  useful: text('Utile', 'Useful'),
                  pressing: text('Pressant', 'Pressing'),
                },
              ),
            }),
          )
          .max(12),
        { text: text('Besoins par domaine', 'Needs by domain') },
      ),
    ),
    note,
  },
  { ownWords: 'Un logement à moi, pis finir mon secondaire.', priorities: ['housing', 'school'], safeToday: 'yes' },
  {
    ownWords: 'Dormir tranquille.',
    priorities: ['safety'],
    safeToday: 'not-asked',
    needs: [{ domain: 'safety', need: 'pressing' }],
  },
);
