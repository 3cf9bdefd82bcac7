/** The schema in the database and the one of this package do not fit; `message` says what to do. */
export class SchemaError extends Error {
  override name = 'SchemaError';

  constructor(
    readonly code: 'newer' | 'changed' | 'locked',
    message: string,
  ) {
    super(message);
  }
}
