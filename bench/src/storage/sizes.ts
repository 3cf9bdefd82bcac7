import { type Dataset, select } from './dataset.js';

interface Size {
  name: string;
  compressed: string;
  uncompressed: string;
}

/** Bytes on disk per operation by table, and how far content is compressed. */
export async function printSizes({ engine, operations }: Dataset): Promise<void> {
  const rows = await select<Size>(
    engine,
    `SELECT table AS name, sum(data_compressed_bytes) AS compressed, sum(data_uncompressed_bytes) AS uncompressed
     FROM system.parts WHERE active AND database = currentDatabase() GROUP BY name ORDER BY compressed DESC`,
  );
  const perOperation = (filter: (name: string) => boolean) =>
    rows.filter(({ name }) => filter(name)).reduce((sum, { compressed }) => sum + Number(compressed), 0) / operations;
  const isModel = (name: string) => name.startsWith('mcp_') && name !== 'mcp_content';
  const content = rows.find(({ name }) => name === 'mcp_content');
  const lines = rows.map(({ name, compressed }) => `${name.padEnd(40)} ${(Number(compressed) / operations).toFixed(1).padStart(8)}`);
  process.stdout.write(
    `Bytes per operation, of ${operations}\n${lines.join('\n')}\n` +
      `the MCP model without content: ${perOperation(isModel).toFixed(1)} (limit 60); every span, beside it: ${perOperation((name) => name === 'otel_traces').toFixed(1)}\n` +
      `content compressed ${(Number(content?.uncompressed) / Number(content?.compressed)).toFixed(1)} times (limit 5)\n`,
  );
}
