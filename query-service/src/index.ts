export { type AppOptions, createApp } from './app.js';
export { ConfigurationError, readConfiguration, readTokens } from './configuration/configuration.js';
export { describeVariables, type VariableDescription } from './configuration/describe.js';
export { apiVariables, migrateVariables, portVariable, queryServiceVariables, retentionVariables } from './configuration/variables.js';
export { createHostCheck, createTokenCheck, isLoopback } from './http/access.js';
export { type Listening, listen, toListenError } from './http/listen.js';
export { describeApi } from './openapi/document.js';
