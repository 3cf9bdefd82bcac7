/** The data directory, or one of a backup, cannot be used; `message` is one line that says why and what to do. */
export class DataDirectoryError extends Error {
  override name = 'DataDirectoryError';
}
