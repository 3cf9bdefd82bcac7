export const limits = {
  /** Part of the machine's memory that the engine may use. */
  memoryShare: 0.5,
  /** Seconds that one query of a reader may run. */
  querySeconds: 30,
  /** Bytes that one query of a reader may use. */
  queryMemoryBytes: 2_000_000_000,
  /** Rows that one query of a reader may return. */
  resultRows: 1_000_000,
};

/**
 * What makes a connection a reader's. FINAL makes a row that arrived twice count once; times are UTC and ISO 8601;
 * `readonly` comes last, because nothing can be changed after it.
 */
export const readerSettings = [
  'SET final = 1',
  'SET do_not_merge_across_partitions_select_final = 1',
  "SET session_timezone = 'UTC'",
  "SET date_time_output_format = 'iso'",
  `SET max_execution_time = ${limits.querySeconds}`,
  `SET max_memory_usage = ${limits.queryMemoryBytes}`,
  `SET max_result_rows = ${limits.resultRows}`,
  'SET readonly = 1',
];
