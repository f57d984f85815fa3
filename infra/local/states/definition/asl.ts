import * as z from 'zod';

import type { Json } from '../json.ts';

/** Any JSON: expressions are looked for when it is compiled. */
const template = z.custom<Json>((value) => value !== undefined);
const fields = z.custom<{ readonly [key: string]: Json }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);
const expression = z.string().regex(/^\{%[^]*%\}$/, 'must be a JSONata expression');
const count = (least: number) => z.union([z.int().min(least), expression]);
const queryLanguage = z.enum(['JSONata', 'JSONPath']);

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  Output: template.optional(),
  Assign: fields.optional(),
});

const common = {
  Comment: z.string().optional(),
  QueryLanguage: queryLanguage.optional(),
  Assign: fields.optional(),
  Output: template.optional(),
};
const onwards = { Next: z.string().optional(), End: z.boolean().optional() };
const handling = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };
/** A nested machine, parsed in its turn. */
const nested = z.record(z.string(), z.unknown());

const choiceRule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([z.boolean(), expression]),
  Next: z.string(),
  Assign: fields.optional(),
  Output: template.optional(),
});

const mapState = z.strictObject({
  ...common,
  ...onwards,
  ...handling,
  Type: z.literal('Map'),
  Items: template.optional(),
  ItemSelector: template.optional(),
  ItemProcessor: nested.optional(),
  Iterator: nested.optional(),
  MaxConcurrency: count(0).optional(),
  ToleratedFailureCount: count(0).optional(),
  ToleratedFailurePercentage: z.union([z.number().min(0).max(100), expression]).optional(),
  Label: z.string().optional(),
});

/** One state, as Amazon States Language writes it, without the fields of JSONPath. https://states-language.net/ */
export const stateSchema = z.discriminatedUnion('Type', [
  z.strictObject({ ...common, ...onwards, Type: z.literal('Pass') }),
  z.strictObject({
    ...common,
    ...onwards,
    ...handling,
    Type: z.literal('Task'),
    Resource: z.string(),
    Arguments: template.optional(),
    TimeoutSeconds: count(1).optional(),
    HeartbeatSeconds: count(1).optional(),
  }),
  z.strictObject({
    ...common,
    Type: z.literal('Choice'),
    Choices: z.array(choiceRule).min(1),
    Default: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    ...onwards,
    Type: z.literal('Wait'),
    Seconds: count(0).optional(),
    Timestamp: z.string().optional(),
  }),
  z.strictObject({
    Comment: common.Comment,
    QueryLanguage: common.QueryLanguage,
    Output: common.Output,
    Type: z.literal('Succeed'),
  }),
  z.strictObject({
    Comment: common.Comment,
    QueryLanguage: common.QueryLanguage,
    Type: z.literal('Fail'),
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    ...onwards,
    ...handling,
    Type: z.literal('Parallel'),
    Branches: z.array(nested).min(1),
    Arguments: template.optional(),
  }),
  mapState,
]);

export type AslState = z.output<typeof stateSchema>;
export type AslMap = z.output<typeof mapState>;
export type AslRetrier = z.output<typeof retrier>;
export type AslCatcher = z.output<typeof catcher>;

const flow = {
  Comment: z.string().optional(),
  QueryLanguage: queryLanguage.optional(),
  StartAt: z.string(),
  States: z.record(z.string(), z.record(z.string(), z.unknown())),
};

/** The body of a branch or of an item processor. */
export const flowSchema = z.strictObject({
  ...flow,
  ProcessorConfig: z
    .strictObject({ Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(), ExecutionType: z.string().optional() })
    .optional(),
});

export type AslFlow = z.output<typeof flowSchema>;

export const machineSchema = z.strictObject({
  ...flow,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
});
