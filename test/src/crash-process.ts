import { migrate } from '@callsight/clickhouse';
import { openEngine } from '@callsight/clickhouse/embedded';
import { createOtlpReceiver } from '@callsight/collector';

/** The ingesting half of the standalone, to be killed: engine and receiver on the directory that is given. Prints its address. */
const [dataDirectory = ''] = process.argv.slice(2);
const engine = await openEngine({ dataDirectory, database: 'callsight' });
await migrate(engine.admin);
const receiver = createOtlpReceiver({ host: '127.0.0.1', port: 0, insert: engine.insert });
const { url } = await receiver.listen();
process.stdout.write(`${url}\n`);
