import * as z from 'zod';
import { clinicalSessionSchema } from '../../domain/team/clinical-session.ts';
import { rosterSchema, workingHoursSchema } from '../../domain/team/organisation.ts';
import { keys } from '../keys.ts';
import { itemFamily } from './item-family.ts';

const organisationHoursSchema = z.object({ organisation: z.string().min(1), hours: workingHoursSchema });

export const hoursItem = itemFamily('hours', organisationHoursSchema, ({ organisation }) => keys.hours(organisation));

export const rosterItem = itemFamily('roster', rosterSchema, ({ organisation, unit }) =>
  keys.roster(organisation, unit),
);

export const sessionItem = itemFamily('clinical-session', clinicalSessionSchema, ({ organisation, unit, date }) =>
  keys.session(organisation, unit, date),
);
