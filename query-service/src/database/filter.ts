import type { FilterQuery, Period, SearchTerm } from '../contract/index.js';
import { type Bindings, createBindings, type TermColumns, toCondition } from './conditions.js';
import { toPeriodParameters } from './engine-time.js';
import { isOfKinds, toKindCondition } from './kinds.js';
import { type Fragments, type QueryParameters, type Reader, readSql } from './query.js';
import { isInSession } from './session-key.js';
import { readSessionStates } from './session-source.js';
import { toTerms } from './terms.js';

/** What a filter adds to a query: its conditions for `-- include :filter`, and their parameters with those of the period. */
export interface Scope {
  fragments: Fragments;
  parameters: QueryParameters;
}

/** One of each period. */
export type OfEach<Periods extends readonly Period[], Each> = { -readonly [Index in keyof Periods]: Each };

const ofOperations: TermColumns = {
  fields: {
    service: 'service',
    tool: 'target',
    method: 'method',
    outcome: 'outcome',
    error: 'error_message',
    client: 'client_name',
    session: isInSession,
    user: 'user_id',
    transport: 'transport',
    protocol: 'protocol_version',
    basis: 'session_basis',
    side: 'side',
  },
  latency: 'duration_ns',
  text: ['session_key', 'target', 'client_name', 'error_message'],
};

const ofSessions: TermColumns = {
  fields: {
    service: 'service',
    client: 'client_name',
    session: 'session_key',
    user: 'user_id',
    status: 'status',
    transport: 'transport',
    protocol: 'protocol_version',
    basis: 'basis',
  },
  text: ['session_key', 'client_name', 'service'],
};

/** Filters operations of the period. Terms that only a session can answer keep the operations of such sessions. */
export function toOperationScope(filter: Partial<FilterQuery>, period: Period): Scope {
  const bindings = createBindings();
  const conditions = toTerms(filter).map((term) => {
    const own = toCondition(term, ofOperations, bindings);
    return own ?? inSessions(term, bindings);
  });
  return toScope(conditions, bindings, period);
}

/**
 * Filters sessions with activity in the period, and says where they are read (`:sessions`). Terms that only an operation can answer keep the
 * sessions with one operation in the period that fits all of them; a negated one, those without any operation that fits it.
 */
export async function readSessionScope(reader: Reader, filter: Partial<FilterQuery>, period: Period, signal?: AbortSignal): Promise<Scope> {
  const [scope] = await readSessionScopes(reader, filter, [period], signal);
  return scope;
}

/** The same for each of some periods. */
export async function readSessionScopes<const Periods extends readonly Period[]>(
  reader: Reader,
  filter: Partial<FilterQuery>,
  periods: Periods,
  signal?: AbortSignal,
): Promise<OfEach<Periods, Scope>> {
  const bindings = createBindings();
  const conditions: string[] = [];
  const ofOneOperation: SearchTerm[] = [];
  const ofOperations: SearchTerm[][] = [];
  for (const term of toTerms(filter)) {
    const own = toSessionCondition(term, bindings);
    if (own !== undefined) conditions.push(own);
    else if (term.negated) {
      const terms = [{ ...term, negated: false }];
      conditions.push(`NOT (${hasOperation(terms, bindings)})`);
      ofOperations.push(terms);
    } else ofOneOperation.push(term);
  }
  if (ofOneOperation.length > 0) {
    conditions.push(`(${hasOperation(ofOneOperation, bindings)})`);
    ofOperations.push(ofOneOperation);
  }
  const states = await readSessionStates(reader, periods, ofOperations.some(isOfKinds), signal);
  const scopes = states.map(({ period, source, edges }) => {
    const { fragments, parameters } = toScope(conditions, bindings, period);
    return { fragments: { ...fragments, ...source }, parameters: { ...parameters, ...edges } };
  });
  return scopes as OfEach<Periods, Scope>;
}

/** The file with the condition of a flag. */
export function toFlagFile(flag: string): string {
  return `sessions/flag-${flag.replace('_', '-')}`;
}

function toSessionCondition(term: SearchTerm, bindings: Bindings): string | undefined {
  if (term.field !== 'flag') return toCondition(term, ofSessions, bindings);
  const flags = term.values.map(({ text }) => `(${readSql(toFlagFile(text))})`);
  return `${term.negated ? 'NOT ' : ''}(${flags.join(' OR ')})`;
}

function toOperationCondition(term: SearchTerm, bindings: Bindings): string {
  const condition = toCondition(term, ofOperations, bindings);
  if (condition === undefined) throw new Error(`expected the field ${term.field} to belong to sessions or operations`);
  return condition;
}

/** Whether a session has an operation in the period that fits all terms: its kinds tell where they can, else its operations. */
function hasOperation(terms: readonly SearchTerm[], bindings: Bindings): string {
  const conditions = terms.map((term) => toOperationCondition(term, bindings));
  if (!isOfKinds(terms)) return readSql('database/has-operations', { filter: toFragment(conditions) });
  return readSql('database/has-kind', {
    kind: { sql: toKindCondition(terms, bindings) },
    filter: toFragment([...conditions, readSql('database/across-the-edge')]),
  });
}

function inSessions(term: SearchTerm, bindings: Bindings): string {
  const condition = toSessionCondition(term, bindings);
  if (condition === undefined) throw new Error(`expected the field ${term.field} to belong to sessions or operations`);
  return `(${readSql('database/in-sessions', { filter: toFragment([condition]) })})`;
}

function toScope(conditions: readonly string[], { parameters }: Bindings, period: Period): Scope {
  return { fragments: { filter: toFragment(conditions) }, parameters: { ...toPeriodParameters(period), ...parameters } };
}

function toFragment(conditions: readonly string[]): { sql: string } {
  return { sql: conditions.map((condition) => `    AND ${condition}`).join('\n') };
}

/** Filters rows that are not of a period; terms that they cannot answer leave nothing. */
export function toRowScope(filter: Partial<FilterQuery>, columns: TermColumns): Scope {
  const bindings = createBindings();
  const conditions = toTerms(filter).map((term) => toCondition(term, columns, bindings) ?? (term.negated ? '1' : '0'));
  return { fragments: { filter: toFragment(conditions) }, parameters: bindings.parameters };
}
