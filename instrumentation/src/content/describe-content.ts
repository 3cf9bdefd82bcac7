import type { Attributes } from '@opentelemetry/api';
import { ATTR } from '../semconv.js';
import { jsonSize } from './json-size.js';
import type { Redactor } from './redact.js';
import { serialize } from './serialize.js';
import { ShapeMemo } from './shape-memo.js';

/** The attributes that one part of an operation is told by, and what is remembered to tell it quickly. */
export interface ContentNames {
  size: string;
  shape: string;
  truncated: string;
  content: string;
  shapes: ShapeMemo;
}

export const TOOL_ARGUMENTS: ContentNames = {
  size: ATTR.ARGUMENTS_SIZE,
  shape: ATTR.ARGUMENTS_SHAPE,
  truncated: ATTR.ARGUMENTS_TRUNCATED,
  content: ATTR.GEN_AI_TOOL_CALL_ARGUMENTS,
  shapes: new ShapeMemo(),
};
export const TOOL_RESULT: ContentNames = {
  size: ATTR.RESULT_SIZE,
  shape: ATTR.RESULT_SHAPE,
  truncated: ATTR.RESULT_TRUNCATED,
  content: ATTR.GEN_AI_TOOL_CALL_RESULT,
  shapes: new ShapeMemo(),
};
export const OTHER_ARGUMENTS: ContentNames = { ...TOOL_ARGUMENTS, content: ATTR.ARGUMENTS, shapes: new ShapeMemo() };
export const OTHER_RESULT: ContentNames = { ...TOOL_RESULT, content: ATTR.RESULT, shapes: new ShapeMemo() };

/** Sets size and shape of an operation's value; its content as well if there is a limit to capture it by. */
export function describeContent(
  attributes: Attributes,
  names: ContentNames,
  operation: string,
  value: unknown,
  redactor: Redactor,
  limit: number | undefined,
): void {
  attributes[names.size] = jsonSize(value);
  attributes[names.shape] = names.shapes.shapeOf(operation, value);
  if (limit === undefined) return;
  const { text, truncated } = serialize(value, limit, redactor);
  attributes[names.content] = text;
  if (truncated) attributes[names.truncated] = true;
}
