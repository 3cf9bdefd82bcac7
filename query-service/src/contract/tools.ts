import { z } from 'zod';
import { callStatistics } from './call-statistics.js';
import { errorGroup } from './errors.js';
import { period } from './filters.js';
import { outcome } from './outcome.js';
import { toolCallSeries } from './tool-calls.js';

const sizes = z.object({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  max: z.number().nullable(),
});

/** A tool's definition as `tools/list` last showed it to callers. */
export const toolDefinition = z.object({
  hash: z.string().describe('64 bits in hex over the definition'),
  bytes: z.int().describe('Of the definition’s JSON'),
  tokens: z.int().describe('Estimate: what its definition costs each caller'),
});

/** One tool of one service over the period. */
export const tool = z.object({
  service: z.string(),
  name: z.string(),
  ...callStatistics.shape,
  outcomes: z.record(outcome, z.int()).describe('Calls by outcome'),
  sessions: z.int(),
  clients: z.int().describe('Different clients by name'),
  argumentsSize: sizes.describe('Bytes of JSON'),
  resultSize: sizes.describe('Bytes of JSON'),
  firstSeenAt: z.iso.datetime().describe('First call in the period'),
  lastSeenAt: z.iso.datetime().describe('Last call in the period'),
  definition: toolDefinition.nullable().describe('Null where no list of tools was seen that has it'),
});

/** A tool that callers are shown, but did not call in the period. */
export const neverCalledTool = z.object({
  service: z.string(),
  name: z.string(),
  definition: toolDefinition,
  listedAt: z.iso.datetime().describe('When it was last listed'),
});

export const toolList = z.object({
  period,
  items: z.array(tool).describe('Most calls first, at most 5,000'),
  neverCalled: z.array(neverCalledTool).describe('Tools of the current lists without a call that fits the filters'),
});

/** One tool over the period, from every side. */
export const toolDetail = z.object({
  period,
  name: z.string(),
  items: z.array(tool).describe('By each service that has it'),
  series: toolCallSeries.omit({ period: true, groups: true }),
  errors: z.array(errorGroup).describe('The ten most frequent'),
  argumentShapes: z
    .array(z.object({ shape: z.string().describe('JSON text: keys and types'), ...callStatistics.shape }))
    .describe('The twenty most frequent'),
  argumentNames: z
    .array(z.object({ name: z.string(), type: z.string(), calls: z.int(), failed: z.int() }))
    .describe('Each argument with its type, and the calls that had it'),
  clients: z.array(z.object({ name: z.string().nullable(), version: z.string().nullable(), ...callStatistics.shape })),
  sessions: z
    .array(z.object({ key: z.string(), calls: z.int(), failed: z.int(), lastCallAt: z.iso.datetime() }))
    .describe('The ten with the most calls'),
  definitions: z
    .array(
      z.object({
        service: z.string(),
        ...toolDefinition.shape,
        firstListedAt: z.iso.datetime(),
        lastListedAt: z.iso.datetime(),
        calls: z.int().describe('Calls in the period, from its first listing to that of the next definition'),
        failed: z.int(),
        successRate: z.number().nullable(),
      }),
    )
    .describe('How its definition changed, and how calls went with each'),
});

export type Tool = z.infer<typeof tool>;
export type ToolDefinition = z.infer<typeof toolDefinition>;
export type NeverCalledTool = z.infer<typeof neverCalledTool>;
export type ToolList = z.infer<typeof toolList>;
export type ToolDetail = z.infer<typeof toolDetail>;
