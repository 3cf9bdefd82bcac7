export { createTokenCheck } from './authorization.js';
export type { InsertRows } from './pipeline.js';
export { createOtlpReceiver, type OtlpReceiver, type OtlpReceiverOptions } from './receiver.js';
export type { ReceiverStatus, SignalStatus } from './receiver-status.js';
export { createOtlpReceiverThread } from './receiver-thread.js';
export type { Latencies } from './recent-latencies.js';
export type { RefusalReason } from './refusal.js';
export type { DropReason, RowEncoding } from './row-batch.js';
export type { SignalName, SignalTables } from './signals.js';
