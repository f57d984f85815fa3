import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { manifest } from '../../functions/manifest.ts';
import type { Resources } from '../constructs/grants.ts';
import { addMail } from '../constructs/mail.ts';
import { addSchedule } from '../constructs/schedule.ts';
import { ServiceFunction } from '../constructs/service-function.ts';

type Properties = StackProps & {
  readonly resources: Omit<Resources, 'mail'>;
  /** An address or a domain. */
  readonly sender: string;
  /** Where messages lead to. */
  readonly pagesUrl: string;
};

/** What tells people that they have something to look at: the outbox's sweep, what becomes of messages, and the audit. */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, { resources, sender, pagesUrl, ...props }: Properties) {
    super(scope, id, props);
    const mail = addMail(this, sender, pagesUrl);
    const { sendMessages, noteDelivery, audit } = manifest;
    // The next tick is the retry of a sweep.
    const sweep = new ServiceFunction(this, 'SendMessages', {
      ...sendMessages,
      resources: { ...resources, mail },
      retryAttempts: 0,
    });
    addSchedule(this, 'SendMessages', sweep, sendMessages.schedule);

    // It mails what it finds.
    const nightly = new ServiceFunction(this, 'Audit', {
      ...audit,
      resources: { ...resources, mail },
      retryAttempts: 0,
    });
    addSchedule(this, 'Audit', nightly, audit.schedule);

    const noting = new ServiceFunction(this, 'NoteDelivery', { ...noteDelivery, resources, retryAttempts: 2 });
    new Rule(this, 'MailDelivery', {
      eventPattern: {
        source: ['aws.ses'],
        // https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
        detailType: ['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected'],
        detail: { mail: { tags: { 'ses:configuration-set': [mail.configurationSet.name] } } },
      },
      targets: [new LambdaFunction(noting, { retryAttempts: 4 })],
    });
    new CfnOutput(this, 'MailFrom', { value: mail.from });
  }
}
