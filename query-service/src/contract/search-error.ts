/** A search text that cannot be understood; `position` counts characters from 0. */
export class SearchError extends Error {
  override name = 'SearchError';

  constructor(
    readonly position: number,
    detail: string,
  ) {
    super(`at character ${position + 1}: ${detail}`);
  }
}
