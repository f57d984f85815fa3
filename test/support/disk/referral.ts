import { examplesOf } from '../../../shared/domain/pathway/form.ts';
import { entered } from '../../../workflows/catalogue.ts';

/** What a referrer sends about somebody. */
export const referral = (name = 'Zed') => ({
  person: { name, reach: [{ way: 'text', value: '514 555-0100' }], ageBand: 'unsure' },
  request: examplesOf(entered.intake.form)[0],
});
