import type { FilterQuery, Period } from '../contract/index.js';
import type { TermColumns } from '../database/conditions.js';
import { toTerms } from '../database/terms.js';
import { type Source, toSource } from '../rollup/source.js';

/** From which rows statistics of tool calls are made. */
export interface CallSource extends Source {
  /** Whether rows of the rollup must tell clients apart. */
  byClient: boolean;
}

/** What the rollup tells calls apart by. */
const ofRollup: TermColumns = {
  fields: { service: 'service', tool: 'target', outcome: 'outcome', client: 'client_name', side: 'side', method: "'tools/call'" },
  text: ['target', 'client_name'],
};

export function toCallSource(filter: Partial<FilterQuery>, period: Period): CallSource {
  return { ...toSource(filter, period, ofRollup), byClient: toTerms(filter).some(({ field }) => field === 'client' || field === 'text') };
}
