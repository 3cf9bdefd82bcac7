export type { Capture, UserIdentity } from './config.js';
export type { RedactText } from './content/redact.js';
export { instrument } from './instrument.js';
export { McpInstrumentation, type McpInstrumentationConfig } from './instrumentation.js';
