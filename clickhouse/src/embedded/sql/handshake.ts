import type { SqlAnswer } from './sql-response.js';
import type { SqlSession } from './sql-session.js';

/** clickhouse-go (v2, over HTTP) asks this when it connects, and decodes every later answer by the revision that it is told. */
const handshakeQuery = 'SELECT displayName(), version(), revision(), timezone()';

export function isHandshake(query: string, clientProtocolVersion: number): boolean {
  return clientProtocolVersion > 0 && query.trim() === handshakeQuery;
}

/**
 * The answer to the handshake, as a Native block of the revision that the client asked for. It says revision 0: the engine in the
 * process writes Native blocks without the additions that later revisions of the protocol know.
 */
export async function answerHandshake(session: SqlSession): Promise<SqlAnswer> {
  const answer = await session.run('SELECT displayName(), version(), timezone()', 'JSONCompactEachRow');
  const [name, version, timezone] = JSON.parse(answer.text()) as [string, string, string];
  const revision = Buffer.alloc(4);
  const columns = [
    ['displayName()', 'String', toBytes(name)],
    ['version()', 'String', toBytes(version)],
    ['revision()', 'UInt32', revision],
    ['timezone()', 'String', toBytes(timezone)],
  ] as const;
  const body = Buffer.concat([
    blockInfo,
    Buffer.from([columns.length, 1]),
    ...columns.flatMap(([column, type, value]) => [toBytes(column), toBytes(type), defaultSerialization, value]),
  ]);
  return { body, format: 'Native', summary: { result_rows: 1, elapsed_ns: 0 } };
}

/** Fields 1 (is_overflows = 0) and 2 (bucket_num = -1), and the end of the block's description. */
const blockInfo = Buffer.from([1, 0, 2, 0xff, 0xff, 0xff, 0xff, 0]);
const defaultSerialization = Buffer.from([0]);

/** A string with its length, which is one byte here: all of them are short. */
function toBytes(text: string): Buffer {
  const bytes = Buffer.from(text.slice(0, 100));
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
