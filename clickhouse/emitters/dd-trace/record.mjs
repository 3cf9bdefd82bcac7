// Run with OTEL_TRACES_EXPORTER=otlp DD_SERVICE=notes DD_REMOTE_CONFIGURATION_ENABLED=false, and node's --import dd-trace/initialize.mjs
import { setTimeout as sleep } from 'node:timers/promises';

const { converse } = await import('../conversation.mjs');
await converse();
// Its exporter flushes by itself, and tells nobody.
await sleep(4000);
process.exit(0);
