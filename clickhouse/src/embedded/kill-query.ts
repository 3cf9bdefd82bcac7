import { Session } from 'chdb';
import { quote } from './sql/quote.js';

/** Stops what the connection of a name (its setting `log_comment`) runs, from another connection: its own is busy. */
export async function killQuery(path: string, name: string): Promise<void> {
  const other = new Session(path);
  try {
    await other.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = ${quote(name)} ASYNC`);
  } catch {
    // The engine is being closed, and the query with it.
  } finally {
    other.close();
  }
}
