import { RuntimeRefusal } from '../refusal.ts';
import type { Resource } from '../template/load-stack.ts';
import { parseSchedule } from './expression.ts';
import type { ScheduleSpec } from './schedules.ts';

/**
 * Reads one `AWS::Scheduler::Schedule`; nothing when it is disabled.
 * @throws RuntimeRefusal when its expression or target has no local life.
 */
export const scheduleSpec = (
  { stack, logicalId, properties, ref }: Resource,
  functionNamed: (arn: string) => string | undefined,
): ScheduleSpec | undefined => {
  if (properties['State'] === 'DISABLED') return undefined;
  const where = `${stack}/${logicalId}`;
  const target = properties['Target'] as { readonly Arn: string; readonly Input?: string };
  const functionName = functionNamed(target.Arn);
  if (functionName === undefined) throw new RuntimeRefusal(`${where}: target ${target.Arn} has no local life`);
  const zone = properties['ScheduleExpressionTimezone'];
  try {
    const next = parseSchedule(String(properties['ScheduleExpression']), typeof zone === 'string' ? zone : 'UTC');
    next(0);
    return { id: ref, functionName, input: JSON.parse(target.Input ?? '{}'), next };
  } catch (error) {
    throw new RuntimeRefusal(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
};
