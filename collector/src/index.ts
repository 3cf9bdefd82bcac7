export { createOtlpReceiver, type OtlpReceiver, type OtlpReceiverOptions } from './receiver.js';
export type { ReceiverMetrics, SignalCounters } from './receiver-metrics.js';
export type { SignalTables } from './signals.js';
