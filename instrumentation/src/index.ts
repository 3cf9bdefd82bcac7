export type { Capture, Surface, UserIdentity } from './config.js';
export type { RedactText } from './content/redact.js';
export { instrument } from './instrument.js';
export { McpInstrumentation, type McpInstrumentationConfig } from './instrumentation.js';
export type { ObservedMessage, OperatorHooks, OperatorIdentity } from './operator-hooks.js';
