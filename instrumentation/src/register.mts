import { trace } from '@opentelemetry/api';
import { startZeroCode } from './zero-code/start.js';

// What ES modules of the host have of the API: it may be another copy than ours.
startZeroCode(process.env, trace.getTracerProvider());
