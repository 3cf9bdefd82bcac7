import type { Attributes } from '@opentelemetry/api';
import { share } from '../otlp/shared-attributes.js';
import { ATTR } from '../semconv.js';
import { METHOD_TOOL_CALL, type Target } from './methods.js';

/** What operations of one method on one target have in common: the span's name, and attributes that may be on metrics. */
export interface Subject {
  name: string;
  attributes: Attributes;
}

interface Known {
  alone: Subject;
  tools: Map<string, Subject>;
  prompts: Map<string, Subject>;
}

const known = new Map<string, Known>();
const MOST_KNOWN = 500;

/** `method` and the target's names are admitted ones, so that there is a bound on them. */
export function subjectOf(method: string, { tool, prompt }: Target): Subject {
  let ofMethod = known.get(method);
  if (ofMethod === undefined) {
    ofMethod = { alone: toSubject(method), tools: new Map(), prompts: new Map() };
    if (known.size < MOST_KNOWN) known.set(method, ofMethod);
  }
  if (tool !== undefined) return ofTarget(ofMethod.tools, method, ATTR.GEN_AI_TOOL_NAME, tool);
  return prompt === undefined ? ofMethod.alone : ofTarget(ofMethod.prompts, method, ATTR.GEN_AI_PROMPT_NAME, prompt);
}

function ofTarget(subjects: Map<string, Subject>, method: string, attribute: string, target: string): Subject {
  let subject = subjects.get(target);
  if (subject === undefined) {
    subject = toSubject(method, attribute, target);
    if (subjects.size < MOST_KNOWN) subjects.set(target, subject);
  }
  return subject;
}

function toSubject(method: string, attribute?: string, target?: string): Subject {
  const attributes: Attributes = { [ATTR.MCP_METHOD_NAME]: method };
  if (method === METHOD_TOOL_CALL) attributes[ATTR.GEN_AI_OPERATION_NAME] = 'execute_tool';
  if (attribute === undefined || target === undefined) return { name: method, attributes: share(attributes) };
  attributes[attribute] = target;
  return { name: `${method} ${target}`, attributes: share(attributes) };
}
