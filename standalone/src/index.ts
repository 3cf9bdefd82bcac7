export { type Callsight, startCallsight, version } from './start.js';
export { type Configuration, variables } from './variables.js';
