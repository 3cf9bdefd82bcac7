import { randomUUID } from 'node:crypto';
import { type ChdbResult, Session } from 'chdb';
import { readerSettings } from '../../reader-settings.js';
import { killQuery } from '../kill-query.js';
import { quote } from './quote.js';

/** What a session may do: the roles are in embedded/users.xml. */
export type SqlRole = 'callsight_owner' | 'callsight_reader' | 'callsight_sql' | 'callsight_ingest';

export interface SqlSessionOptions {
  path: string;
  role: SqlRole;
  database: string;
  /** Values of `{name:Type}` placeholders, as they came in the URL. */
  parameters: Record<string, string>;
  /** Checked by the engine against the ceilings in embedded/users.xml. */
  settings: Record<string, string>;
}

/** Limits of a query that does not set them itself. */
export const sqlLimits = {
  ...readerSettings,
  max_memory_usage: 2_000_000_000,
  max_result_rows: 1_000_000,
  max_result_bytes: 268_435_456,
  max_query_size: 4_194_304,
};

/**
 * A connection to the embedded engine for one request: what the request sets, uses or names ends with it. Opening one takes less
 * than a millisecond.
 */
export class SqlSession {
  readonly #session: Session;
  readonly #path: string;
  /** Names the queries of this session in the engine's list of processes. */
  readonly #name = randomUUID();

  private constructor(path: string) {
    this.#path = path;
    this.#session = new Session(path);
  }

  /** @throws what the engine says of a setting, a parameter or the database. */
  static async open(options: SqlSessionOptions): Promise<SqlSession> {
    const session = new SqlSession(options.path);
    const { role } = options;
    const settings = { ...(role === 'callsight_owner' ? {} : sqlLimits), ...options.settings, log_comment: session.#name };
    const statements = [
      `SET ROLE ${role}`,
      `USE \`${options.database.replaceAll('`', '')}\``,
      ...Object.entries(settings).map(([name, value]) => `SET ${name} = ${quote(String(value))}`),
      ...Object.entries(options.parameters).map(([name, value]) => `SET param_${name} = ${quote(value)}`),
      ...(role === 'callsight_owner' ? [] : ['SET readonly = 2']),
    ];
    try {
      await session.run(statements.join(';'));
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  run(statement: string, format = 'TabSeparated'): Promise<ChdbResult> {
    return this.#session.queryAsync(statement, { format });
  }

  /** Stops what the session is running, if anything, from another connection: its own is busy. */
  cancel(): Promise<void> {
    return killQuery(this.#path, this.#name);
  }

  close(): void {
    this.#session.close();
  }
}
