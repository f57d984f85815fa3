import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';

/** From whom messages come, what becomes of them, and where they lead. */
export type Mail = {
  readonly from: string;
  readonly identityArn: string;
  readonly configurationSet: { readonly name: string; readonly arn: string };
  readonly pagesUrl: string;
};

/** The sender where nobody has named one. Mail from it goes nowhere on AWS: `example` is a name that nobody owns. */
export const usualSender = 'parcours@parcours.example';

/**
 * The sender's identity and a configuration set that publishes what becomes of messages to the default event bus.
 *
 * @param sender an address that SES verifies by a message to it, or a domain that it verifies by DNS: then `parcours@` it
 */
export const addMail = (scope: Construct, sender: string, pagesUrl: string): Mail => {
  const isAddress = sender.includes('@');
  const identity = new EmailIdentity(scope, 'Sender', {
    identity: isAddress ? Identity.email(sender) : Identity.domain(sender),
  });
  const set = new ConfigurationSet(scope, 'Delivery', { tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE });
  // SES publishes to no other bus: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventBridgeDestination.html
  const bus = EventBus.fromEventBusName(scope, 'DefaultBus', 'default');
  set.addEventDestination('Events', {
    destination: EventDestination.eventBus(bus),
    events: [
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
    ],
  });
  const name = set.configurationSetName;
  const arn = Stack.of(scope).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: name });
  return {
    from: isAddress ? sender : `parcours@${sender}`,
    identityArn: identity.emailIdentityArn,
    configurationSet: { name, arn },
    pagesUrl,
  };
};
