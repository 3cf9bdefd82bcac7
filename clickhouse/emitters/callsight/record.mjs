// Run with OTEL_SERVICE_NAME=notes CALLSIGHT_CAPTURE=all and node's --import, of this repository's instrumentation/dist/register.js
import { setTimeout as sleep } from 'node:timers/promises';

const { converse } = await import('../conversation.mjs');
await converse();
await sleep(500);
