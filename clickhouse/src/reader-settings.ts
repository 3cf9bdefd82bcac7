/** Seconds that one query of a reader may run. */
const querySeconds = 30;

/**
 * Settings of every connection that reads the model, embedded or to a server. FINAL makes a row that arrived twice count once; times are UTC and
 * ISO 8601. An index is not asked for a set of many values: it would leave nothing out, and the set is sorted for it first, by one thread.
 */
export const readerSettings = {
  final: 1,
  do_not_merge_across_partitions_select_final: 1,
  use_index_for_in_with_subqueries_max_values: '10000',
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  max_execution_time: querySeconds,
} as const;

/** How a reader's answers are written where the engine itself formats them: CSV as RFC 4180 has it, JSON as JavaScript writes it. */
export const textSettings = {
  output_format_csv_crlf_end_of_line: 1,
  format_csv_null_representation: '',
  output_format_json_quote_64bit_integers: 0,
  output_format_json_escape_forward_slashes: 0,
} as const;
