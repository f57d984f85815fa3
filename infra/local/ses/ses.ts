import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';
import type { AwsService, Operation } from '../aws/aws-service.ts';
import type { Occurrence } from '../events/rules.ts';
import { turnEvent, turnsOf, type Fate } from './fates.ts';
import type { Identities } from './identities.ts';
import type { Mail, Mailbox } from './mailbox.ts';

/** The fates that each configuration set publishes to the default event bus, by name. */
export type ConfigurationSets = ReadonlyMap<string, ReadonlySet<Fate>>;

type Deps = {
  readonly mailbox: Mailbox;
  readonly identities: Identities;
  readonly configurationSets: ConfigurationSets;
  readonly emit: (event: Occurrence) => void;
  readonly now: () => number;
  readonly region: string;
  readonly account: string;
};

const partSchema = z.object({ Data: z.string() });

const sendEmailSchema = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.email()).min(1).max(50) }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z
    .array(z.object({ Name: z.string().regex(/^[\w:-]{1,256}$/), Value: z.string().regex(/^[\w@.-]{1,256}$/) }))
    .default([]),
  Content: z.object({
    Simple: z.object({
      Subject: partSchema,
      Body: z.object({ Text: partSchema.optional(), Html: partSchema.optional() }),
    }),
  }),
});

type SendEmail = z.output<typeof sendEmailSchema>;

const parse = (input: unknown): SendEmail => {
  const { success, data, error } = sendEmailSchema.safeParse(input);
  if (success) return data;
  throw new AwsError('BadRequestException', z.prettifyError(error));
};

const mailOf = (request: SendEmail, now: number): Mail => {
  const { Subject, Body } = request.Content.Simple;
  return {
    messageId: randomUUID(),
    sentAt: new Date(now).toISOString(),
    from: request.FromEmailAddress,
    to: request.Destination.ToAddresses,
    subject: Subject.Data,
    text: Body.Text?.Data ?? '',
    html: Body.Html?.Data ?? '',
    tags: Object.fromEntries(request.EmailTags.map(({ Name, Value }) => [Name, Value])),
    configurationSet: request.ConfigurationSetName,
  };
};

/** Amazon SES as far as it is used: SendEmail with simple content, into the mailbox, and the events of its delivery. */
export const makeSes = (deps: Deps): AwsService => {
  const { mailbox, identities, configurationSets, emit, now, region, account } = deps;

  const sendEmail: Operation = async (input) => {
    const request = parse(input);
    const identityArn = identities.arnOf(request.FromEmailAddress);
    if (identityArn === undefined) {
      const failed = `The following identities failed the check in region ${region.toUpperCase()}: ${request.FromEmailAddress}`;
      throw new AwsError('MessageRejected', `Email address is not verified. ${failed}`);
    }
    const { ConfigurationSetName: name } = request;
    const published = name === undefined ? new Set<Fate>() : configurationSets.get(name);
    if (!published) {
      throw new AwsError('NotFoundException', `Configuration set <${name ?? ''}> does not exist.`, { status: 404 });
    }
    const mail = mailOf(request, now());
    await mailbox.keep(mail);
    for (const address of mail.to) {
      for (const turn of turnsOf(address)) {
        if (published.has(turn.fate)) emit(turnEvent(turn, address, mail, { identityArn, account }));
      }
    }
    return { MessageId: mail.messageId };
  };

  return { target: 'SimpleEmailService_v2', jsonVersion: '1.1', operations: { SendEmail: sendEmail } };
};
