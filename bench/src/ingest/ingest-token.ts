/** Lets the load generator send, and the Collector insert over SQL. */
export const ingestToken = 'bench-ingest-token';
