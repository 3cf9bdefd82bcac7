/**
 * Settings of every connection that inserts. One late batch may span every day that is accepted, each of them a partition. A block is written as it
 * comes: looking for rows of the same key in each costs a third of an insert, and merges and readers' FINAL find them anyway. The views behind a
 * block are filled beside each other: their order tells nothing, for what was inserted once is inserted again where one of them failed.
 */
export const writerSettings = { max_partitions_per_insert_block: 0, optimize_on_insert: 0, parallel_view_processing: 1 } as const;
