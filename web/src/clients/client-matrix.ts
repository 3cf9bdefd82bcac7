import type { ClientList } from '@callsight/query-service/contract';

type Client = ClientList['items'][number];

/** What one client did over one transport and protocol version. */
export interface MatrixCell {
  readonly sessions: number;
  readonly operations: number;
  readonly errors: number;
  readonly errorRate: number | null;
}

export interface MatrixRow {
  readonly name: string | null;
  readonly version: string | null;
  readonly total: MatrixCell;
  readonly cells: readonly (MatrixCell | undefined)[];
  readonly lastSeenAt: string;
}

export interface ClientMatrix {
  readonly columns: readonly { readonly protocolVersion: string | null; readonly transport: string | null }[];
  readonly rows: readonly MatrixRow[];
}

const nothing: MatrixCell = { sessions: 0, operations: 0, errors: 0, errorRate: null };

/** Clients by version against protocol versions by transport: which of them get along. Busiest clients first. */
export function toClientMatrix(clients: readonly Client[]): ClientMatrix {
  const columns = new Map<string, ClientMatrix['columns'][number]>();
  const rows = new Map<string, Client[]>();
  for (const client of clients) {
    const { protocolVersion, transport } = client;
    columns.set(toColumnKey(client), { protocolVersion, transport });
    const key = JSON.stringify([client.name, client.version]);
    rows.set(key, [...(rows.get(key) ?? []), client]);
  }
  const keys = [...columns.keys()].sort().reverse();
  return {
    columns: keys.flatMap((key) => columns.get(key) ?? []),
    rows: [...rows.values()].map((own) => toRow(own, keys)).sort((a, b) => b.total.operations - a.total.operations),
  };
}

function toRow(own: readonly Client[], keys: readonly string[]): MatrixRow {
  const [first] = own;
  return {
    name: first?.name ?? null,
    version: first?.version ?? null,
    total: own.reduce(add, nothing),
    cells: keys.map((key) => {
      const found = own.filter((client) => toColumnKey(client) === key);
      return found.length === 0 ? undefined : found.reduce(add, nothing);
    }),
    lastSeenAt: own.reduce((last, { lastSeenAt }) => (lastSeenAt > last ? lastSeenAt : last), ''),
  };
}

function add(total: MatrixCell, { sessions, operations, errors }: Omit<MatrixCell, 'errorRate'>): MatrixCell {
  const sum = { sessions: total.sessions + sessions, operations: total.operations + operations, errors: total.errors + errors };
  return { ...sum, errorRate: sum.operations === 0 ? null : sum.errors / sum.operations };
}

function toColumnKey({ protocolVersion, transport }: Pick<Client, 'protocolVersion' | 'transport'>): string {
  return JSON.stringify([protocolVersion ?? '', transport ?? '']);
}
