import type { AwsService } from '../aws/aws-service.ts';
import type { Occurrence } from '../events/rules.ts';
import { makeIdentities, type Identities } from '../ses/identities.ts';
import { fates, type Fate } from '../ses/fates.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import { makeSes, type ConfigurationSets } from '../ses/ses.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly mailbox: Mailbox;
  /** Whether events say what becomes of mail. */
  readonly delivers: boolean;
  readonly emit: (event: Occurrence) => void;
  readonly now: () => number;
  readonly region: string;
  readonly account: string;
};

type Destination = {
  readonly Enabled?: boolean;
  readonly EventBridgeDestination?: object;
  readonly MatchingEventTypes?: readonly string[];
};

/** Types of events are written in both cases: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ses-configurationseteventdestination-eventdestination.html */
const publishedBy = ({ Enabled, EventBridgeDestination, MatchingEventTypes = [] }: Destination): readonly Fate[] => {
  if (Enabled !== true || !EventBridgeDestination) return [];
  const wanted = MatchingEventTypes.map((type) => type.toLowerCase());
  return fates.filter((fate) => wanted.includes(fate.toLowerCase()));
};

const configurationSetsOf = (template: LoadedTemplate, delivers: boolean): ConfigurationSets => {
  const sets = new Map(template.ofType('AWS::SES::ConfigurationSet').map(({ ref }) => [ref, new Set<Fate>()]));
  if (!delivers) return sets;
  for (const { properties } of template.ofType('AWS::SES::ConfigurationSetEventDestination')) {
    const published = sets.get(String(properties['ConfigurationSetName']));
    for (const fate of publishedBy(properties['EventDestination'] as Destination)) published?.add(fate);
  }
  return sets;
};

/** The identities of the template: nobody has to verify them here. */
export const mailIdentities = (template: LoadedTemplate): Identities =>
  makeIdentities(
    new Map(template.ofType('AWS::SES::EmailIdentity').map(({ ref, attributes: { Arn = '' } }) => [ref, Arn])),
  );

/** The mail service with the identities and configuration sets of the template. */
export const provisionMail = ({ template, delivers, ...deps }: Deps): AwsService =>
  makeSes({
    ...deps,
    identities: mailIdentities(template),
    configurationSets: configurationSetsOf(template, delivers),
  });
