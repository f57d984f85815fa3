import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type CfnTable,
  ProjectionType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { rowKeyAlias } from '../../shared/aws/row-key.ts';
import { indexes } from '../../shared/store/keys.ts';
import { rowShape } from '../../shared/store/row-shape.ts';
import { exported } from '../constructs/exported.ts';
import type { SharedTable } from '../constructs/grants.ts';
import { kept } from '../constructs/keep.ts';
import { addProtection } from '../constructs/protection.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** What is kept: the record, and apart from it who the youths are. Survives the stack, once it is made. */
export class DataStack extends Stack {
  readonly record: SharedTable;
  readonly identity: SharedTable;
  /**
   * One wrapped data key per youth, and one per team. To destroy a row and its backups is to destroy all that was written
   * about a youth, or by a team to itself.
   */
  readonly keys: SharedTable;
  readonly youthKeyArn: string;
  readonly teamKeyArn: string;
  /** An HMAC key: who may not ask KMS for its MACs can authenticate no row. */
  readonly rowKeyArn: string;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new Key(this, 'Key', {
      description: 'Parcours: what is kept about youths',
      enableKeyRotation: true,
      removalPolicy: kept,
    });
    const settings = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: kept,
    } satisfies Partial<TableProps>;
    const protection = addProtection(this);

    const record = new Table(this, 'Record', {
      ...settings,
      partitionKey: string('pk'),
      sortKey: string('sk'),
      timeToLiveAttribute: 'expiresAt',
    });
    for (const { name, pk, sk } of Object.values(indexes)) {
      record.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: string(pk),
        sortKey: string(sk),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    const identity = new Table(this, 'Identity', { ...settings, partitionKey: string('pk'), sortKey: string('sk') });
    const youthKey = new Key(this, 'YouthKey', {
      description: 'Parcours: wraps the data key of each youth',
      enableKeyRotation: true,
      removalPolicy: kept,
    });
    // A key of its own: who serves the teams' writings cannot unwrap a youth's key.
    const teamKey = new Key(this, 'TeamKey', {
      description: 'Parcours: wraps the data key of each team',
      enableKeyRotation: true,
      removalPolicy: kept,
    });
    const rowKey = new Key(this, 'RowKey', {
      description: 'Parcours: authenticates rows and roots',
      alias: rowKeyAlias,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: kept,
    });
    const keys = new Table(this, 'Keys', {
      ...settings,
      partitionKey: string('pk'),
      // A destroyed key stays in backups no longer than this: the shortest window that there is.
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 },
    });

    const keyArn = exported(this, 'KeyArn', encryptionKey.keyArn);
    for (const { node } of [record, identity, keys]) {
      const table = node.defaultChild as CfnTable;
      table.addPropertyOverride('DeletionProtectionEnabled', protection(true, false));
    }

    const shared = (name: string, { tableName, tableArn }: Table): SharedTable => ({
      name: exported(this, `${name}Table`, tableName),
      arn: exported(this, `${name}Arn`, tableArn),
      keyArn,
    });
    this.record = shared('Record', record);
    this.identity = shared('Identity', identity);
    this.keys = shared('Keys', keys);
    this.youthKeyArn = exported(this, 'YouthKeyArn', youthKey.keyArn);
    this.teamKeyArn = exported(this, 'TeamKeyArn', teamKey.keyArn);
    this.rowKeyArn = exported(this, 'RowKeyArn', rowKey.keyArn);
    new CfnOutput(this, 'RowShape', { value: String(rowShape) });
  }
}
