export { fail } from './fail.js';
export { type Callsight, startCallsight, version } from './start.js';
export { stopOnSignals } from './stop-on-signals.js';
export { type Configuration, variables } from './variables.js';
