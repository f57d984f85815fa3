import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../lambda/functions.ts';
import { scheduleSpec } from '../scheduler/schedule-spec.ts';
import { makeSchedules, type Schedules } from '../scheduler/schedules.ts';
import type { Settings } from '../sqlite/settings.ts';
import type { LoadedTemplate } from '../template/load-template.ts';

type Deps = {
  readonly template: LoadedTemplate;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly functions: Functions;
  readonly onError: (error: unknown) => void;
};

/**
 * The schedules of the template, not started yet.
 * @throws RuntimeRefusal when one has no local life.
 */
export const provisionSchedules = ({ template, ...deps }: Deps): Schedules => {
  const schedules = template
    .ofType('AWS::Scheduler::Schedule')
    .flatMap((resource) => scheduleSpec(resource, (arn) => deps.functions.find(arn)?.name) ?? []);
  return makeSchedules({ schedules, ...deps });
};
