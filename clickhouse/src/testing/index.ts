export { openTestEngine, type TestEngine } from './open-test-engine.js';
export { seal, sealArrivals } from './seal.js';
export { type SqlServer, serveSql } from './serve-sql.js';
export { type SpanRow, toCallAttributes, toJsonRows, toSpanRow } from './spans.js';
