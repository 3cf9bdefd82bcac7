import type { FilterQuery, Period } from '../contract/index.js';
import type { QueryParameters } from './query.js';

/** Parameters of the shared filter fragments; an empty value means that the filter is not set. */
export function toFilterParameters(filter: Partial<FilterQuery>, period: Period): QueryParameters {
  return {
    from: toEngineTime(period.from),
    to: toEngineTime(period.to),
    service: filter.service ?? '',
    tool: filter.tool ?? '',
    outcome: filter.outcome ?? '',
    client: filter.client ?? '',
    session: filter.session ?? '',
    side: filter.side ?? '',
    q: filter.q ?? '',
  };
}

/** RFC 3339 in UTC as the engine parses a DateTime64 parameter. */
export function toEngineTime(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '');
}
