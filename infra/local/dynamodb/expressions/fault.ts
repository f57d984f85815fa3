import type { AwsError } from '../../aws/aws-error.ts';
import { invalid } from '../errors.ts';

/** The request members that hold expressions, as error messages name them. */
export type ExpressionName =
  'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression' | 'ProjectionExpression' | 'UpdateExpression';

export const fault = (expression: ExpressionName, message: string): AwsError =>
  invalid(`Invalid ${expression}: ${message}`);
