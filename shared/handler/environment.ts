import * as z from 'zod';
import { installationLinkSchema } from '../messages/installation-link.ts';

const machines = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string()));

/** Every variable that some function has; which function gets which follows from the capabilities it declares. */
const variables = {
  RECORD_TABLE: z.string().min(1),
  IDENTITY_TABLE: z.string().min(1),
  KEYS_TABLE: z.string().min(1),
  /** ARN of the customer-managed key that wraps the youths' keys. */
  YOUTH_KEY_ARN: z.string().min(1),
  /** ARN of the customer-managed key that wraps the teams' keys. */
  TEAM_KEY_ARN: z.string().min(1),
  /** ARN of the HMAC key that authenticates rows. */
  ROW_KEY_ARN: z.string().min(1),
  /** JSON object: alias ARN of each published version's state machine, by `name-vN`. */
  STATE_MACHINES: machines,
  /** Whose tokens the API takes, and the name under which the pages ask for them. */
  ISSUER: z.url(),
  CLIENT_ID: z.string().min(1),
  /** What the pages ask for. */
  SCOPE: z.string().min(1),
  /** Where people sign in and codes become tokens: the issuer's own address, or its domain for this. */
  SIGN_IN_URL: z.url(),
  /** From whom messages come. */
  MAIL_FROM: z.email(),
  /** Through which SES publishes what becomes of messages. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** Where the pages are. */
  PAGES_URL: installationLinkSchema,
} as const;

type Variables = typeof variables;

/**
 * Reads one variable; this module alone knows `process.env`.
 * @throws Error that names the variable and what is wrong with it
 */
export const environment = <Name extends keyof Variables>(name: Name): z.output<Variables[Name]> => {
  const result = variables[name].safeParse(process.env[name]);
  if (!result.success) throw new Error(`environment variable ${name}: ${z.prettifyError(result.error)}`);
  return result.data as z.output<Variables[Name]>;
};
