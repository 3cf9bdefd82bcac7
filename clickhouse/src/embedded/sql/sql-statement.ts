import { quote } from './quote.js';
import { SqlException } from './sql-exception.js';
import type { SqlRole, SqlSession } from './sql-session.js';

/** A query; its format is the one that it names itself. */
export interface ReadStatement {
  kind: 'read';
  format: string | undefined;
}

export interface InsertStatement {
  kind: 'insert';
  /** Empty where the statement names none. */
  database: string;
  table: string;
  /** As the statement lists them; empty for all. */
  columns: string;
  format: string;
}

const literalsAndNames = /'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
const readers = new Set(['SELECT', 'WITH', 'EXPLAIN', 'SHOW', 'DESCRIBE', 'EXISTS']);

/**
 * Finds out what a statement does. The engine itself prints it in one form first, without comments and with every name and literal
 * quoted in one way, so that what is looked for cannot hide.
 *
 * What is refused here is what roles and `readonly` do not stop: SET ROLE, KILL (every query is one user's), and INTO OUTFILE and
 * FROM INFILE, which the engine in the process takes for the wish of its own client.
 *
 * @throws SqlException when the statement cannot be parsed or is neither reading nor inserting.
 */
export async function parseSqlStatement(session: SqlSession, text: string, role: SqlRole): Promise<ReadStatement | InsertStatement> {
  const formatted = (await session.run(`SELECT formatQuerySingleLine(${quote(text)})`, 'RawBLOB')).text();
  const bare = formatted.replace(literalsAndNames, (quoted) => (quoted.startsWith('`') ? '`_`' : "''"));
  const keyword = /^\(*(\w+)/.exec(bare)?.[1] ?? '';
  // An owner's INSERT … SELECT brings no rows with it: it is run as it is.
  if (keyword === 'INSERT' && !(role === 'callsight_owner' && / SELECT /.test(bare))) return parseInsert(formatted);
  const format = / FORMAT (\w+)(?: SETTINGS .*)?$/.exec(bare)?.[1];
  if (role === 'callsight_owner') return { kind: 'read', format };
  if (!readers.has(keyword) || /\bPARALLEL WITH\b/.test(bare)) {
    throw new SqlException(164, `Cannot execute query in readonly mode: expected a query that reads, got ${keyword}`);
  }
  if (/\bINTO OUTFILE\b/.test(bare)) throw new SqlException(164, 'Cannot execute query in readonly mode: INTO OUTFILE writes a file');
  return { kind: 'read', format };
}

const name = '(?:\\w+|`[\\w.]+`)';
const columnName = '(?:[\\w.]+|`[\\w.]+`)';
const insert = new RegExp(
  `^INSERT INTO (?:TABLE )?(?:(?<database>${name})\\.)?(?<table>${name})(?: \\((?<columns>${columnName}(?:, ${columnName})*)\\))? FORMAT (?<format>\\w+)$`,
);

function parseInsert(formatted: string): InsertStatement {
  const { database = '', table, columns = '', format } = insert.exec(formatted.trim())?.groups ?? {};
  if (!table || !format) {
    throw new SqlException(48, 'Inserts are taken as INSERT INTO table [(column, …)] FORMAT name, with the rows after it or in the body');
  }
  return { kind: 'insert', database: database.replaceAll('`', ''), table: table.replaceAll('`', ''), columns, format };
}
