import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { createBindings, type TermColumns, toCondition } from '../database/conditions.js';
import type { QueryParameters } from '../database/query.js';
import { toTerms } from '../database/terms.js';

/** From which rows operations are counted, and what these must fit. */
export interface Source {
  /**
   * `rollup`: it tells all that the filter asks for. `both`: free words, too; operations in whose messages or session keys they are found stand
   * beside it. `failed`: the filter keeps only operations that failed or have an error message. Else `operations`, one by one.
   */
  kind: 'rollup' | 'both' | 'failed' | 'operations';
  /** Conditions on rows of the rollup. */
  kinds: string;
  /** Conditions on operations that stand beside the rollup. */
  others: string;
  /** Free words. */
  texts: readonly SearchTerm[];
  parameters: QueryParameters;
}

/** Below this, finding the sealed buckets costs more than reading the operations. */
const worthwhileSeconds = 21_600;

/** `columns`: what rows of the rollup tell operations apart by. */
export function toSource(filter: Partial<FilterQuery>, period: Period, columns: TermColumns): Source {
  const terms = toTerms(filter);
  const texts = terms.filter(({ field }) => field === 'text');
  const bindings = createBindings('kind');
  const conditions = terms.map((term) => ({ term, sql: toCondition(term, columns, bindings) }));
  const toSql = (kept: typeof conditions) => kept.map(({ sql }) => sql).join(' AND ');
  // What the rollup tells of an operation is not all that may hold a word: that it is not there says nothing.
  const isTold = conditions.every(({ term, sql }) => sql !== undefined && !(term.field === 'text' && term.negated));
  return {
    kind: toKind(),
    kinds: isTold && terms.length > 0 ? `AND ${toSql(conditions)}` : '',
    others: isTold && texts.length > 0 ? `AND NOT (${toSql(conditions.filter(({ term }) => term.field === 'text'))})` : '',
    texts,
    parameters: bindings.parameters,
  };

  function toKind(): Source['kind'] {
    if (!isWorthwhile(period)) return 'operations';
    if (isTold) return texts.length > 0 ? 'both' : 'rollup';
    return terms.some(keepsFailed) ? 'failed' : 'operations';
  }
}

export function readsRollup({ kind }: Pick<Source, 'kind'>): boolean {
  return kind === 'rollup' || kind === 'both';
}

/** Whether a period is long enough for the rollup. */
function isWorthwhile({ from, to }: Period): boolean {
  return Date.parse(to) - Date.parse(from) >= worthwhileSeconds * 1_000;
}

/** Whether a term keeps only operations that failed or have an error message. */
function keepsFailed(term: SearchTerm): boolean {
  if (!('values' in term) || term.negated) return false;
  if (term.field === 'outcome') return term.values.every(({ text }) => text !== 'ok' && text !== 'cancelled');
  return term.field === 'error' && term.values.every(({ text, pattern }) => (pattern ? text.replaceAll('*', '') : text) !== '');
}
