import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { createBindings, type TermColumns, toCondition } from '../database/conditions.js';
import type { QueryParameters } from '../database/query.js';
import { toTerms } from '../database/terms.js';

/** From which rows statistics of tool calls are made, and what these must fit. */
export interface CallSource {
  /**
   * `rollup`: it tells all that the filter asks for. `both`: free words, too; calls in whose messages or session keys they are found stand beside it.
   * `failed`: the filter keeps failed calls only. Else `operations`, one by one.
   */
  kind: 'rollup' | 'both' | 'failed' | 'operations';
  /** Whether rows of the rollup must tell clients apart. */
  byClient: boolean;
  /** Conditions on rows of the rollup. */
  kinds: string;
  /** Conditions on calls that stand beside the rollup. */
  others: string;
  /** Free words. */
  texts: readonly SearchTerm[];
  parameters: QueryParameters;
}

/** What the rollup tells calls apart by. */
const ofRollup: TermColumns = {
  fields: { service: 'service', tool: 'target', outcome: 'outcome', client: 'client_name', side: 'side', method: "'tools/call'" },
  text: ['target', 'client_name'],
};

/** Below this, finding the sealed buckets costs more than reading the operations. */
const worthwhileSeconds = 21_600;

export function toCallSource(filter: Partial<FilterQuery>, period: Period): CallSource {
  const terms = toTerms(filter);
  const texts = terms.filter(({ field }) => field === 'text');
  const bindings = createBindings('kind');
  const conditions = terms.map((term) => ({ term, sql: toCondition(term, ofRollup, bindings) }));
  const toSql = (kept: typeof conditions) => kept.map(({ sql }) => sql).join(' AND ');
  // What the rollup tells of a call is not all that may hold a word: that it is not there says nothing.
  const isTold = conditions.every(({ term, sql }) => sql !== undefined && !(term.field === 'text' && term.negated));
  return {
    kind: toKind(),
    byClient: terms.some(({ field }) => field === 'client' || field === 'text'),
    kinds: isTold && terms.length > 0 ? `AND ${toSql(conditions)}` : '',
    others: isTold && texts.length > 0 ? `AND NOT (${toSql(conditions.filter(({ term }) => term.field === 'text'))})` : '',
    texts,
    parameters: bindings.parameters,
  };

  function toKind(): CallSource['kind'] {
    if (!isWorthwhile(period)) return 'operations';
    if (isTold) return texts.length > 0 ? 'both' : 'rollup';
    return terms.some(keepsFailed) ? 'failed' : 'operations';
  }
}

export function readsRollup({ kind }: Pick<CallSource, 'kind'>): boolean {
  return kind === 'rollup' || kind === 'both';
}

/** Whether a period is long enough for the rollup. */
export function isWorthwhile({ from, to }: Period): boolean {
  return Date.parse(to) - Date.parse(from) >= worthwhileSeconds * 1_000;
}

/** Whether a term keeps only calls that failed or have an error message. */
function keepsFailed(term: SearchTerm): boolean {
  if (!('values' in term) || term.negated) return false;
  if (term.field === 'outcome') return term.values.every(({ text }) => text !== 'ok' && text !== 'cancelled');
  return term.field === 'error' && term.values.every(({ text, pattern }) => (pattern ? text.replaceAll('*', '') : text) !== '');
}
