import type { Connection } from './connection.js';
import type { Random } from './random.js';

export type ServerName = 'bookshop' | 'incidents' | 'filesystem' | 'everything';

/** What an agent has at hand while it works. All of it rejects once the demo stops. */
export interface Desk {
  random: Random;
  /** Opens a session with a server; it is closed when the work is done. */
  connect(server: ServerName): Promise<Connection>;
  /** Pauses as a model or a person does between two calls. */
  think(fromSeconds: number, toSeconds: number): Promise<void>;
}

/** One kind of agent: who it says it is, and the story of one of its sessions. */
export interface Agent {
  name: string;
  version: string;
  work(desk: Desk): Promise<void>;
}
