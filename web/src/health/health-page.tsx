import './health.css';
import type { PipelineHealth } from '@callsight/query-service/contract';
import { usePipelineHealth } from '../api/queries';
import { formatDuration } from '../format/duration';
import { formatBytes, formatCount } from '../format/numbers';
import { formatAge } from '../format/time';
import { Fact, Facts } from '../ui/facts';
import { Icon } from '../ui/icons';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { Tile, Tiles } from '../ui/tile';
import { Age, useNow } from '../ui/time';
import { ReceiverPanel } from './receiver-panel';
import { RejectedTable, StorageTable } from './storage-tables';

/** Whether Callsight itself keeps up: what arrives, what is lost on the way, and what it takes. */
export function HealthPage() {
  return (
    <>
      <PageTitle title="Health" />
      <QueryView query={usePipelineHealth()}>{(health) => <Health health={health} />}</QueryView>
    </>
  );
}

function Health({ health }: { health: PipelineHealth }) {
  const { findings, freshness, receiver, collector, rejected, storage, retention, schema, versions } = health;
  const now = useNow();
  const time = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));
  const bytes = storage.reduce((total, table) => total + table.bytes, 0);
  const days = (count: number | null) => (count === null ? 'kept for ever' : `${formatCount(count)} days`);
  return (
    <div className="stack">
      <Findings findings={findings} />
      <Tiles>
        <Tile
          label="Arrived"
          value={formatCount(freshness.arrivals)}
          note="in the last hour"
          meaning="Operations stored within the last hour"
        />
        <Tile
          label="Time To Store"
          value={time(freshness.lagP95Ms)}
          note={`p50 ${time(freshness.lagP50Ms)}`}
          meaning="From the end of an operation until it was stored: 95 of 100 within this, over the last hour"
        />
        <Tile
          label="Last Arrival"
          value={freshness.newestArrivalAt === null ? '–' : formatAge(freshness.newestArrivalAt, now)}
          meaning="When the newest operation was stored"
        />
        <Tile label="On Disk" value={formatBytes(bytes)} note={`${formatCount(storage.length)} tables`} meaning="All tables, compressed" />
      </Tiles>
      <div className="two-columns">
        <ReceiverPanel receiver={receiver} collector={collector} />
        <Panel title="Retention and versions">
          <div className="panel-text">
            <Facts>
              <Fact name="Operations">{days(retention.operationsDays)}</Fact>
              <Fact name="Content">{days(retention.contentDays)}</Fact>
              <Fact name="Schema">
                {schema.version === schema.expected ? `${schema.version}, current` : `${schema.version} of ${schema.expected}`}
              </Fact>
              <Fact name="Callsight">{versions.callsight}</Fact>
              <Fact name="ClickHouse">{versions.clickhouse}</Fact>
              <Fact name="Node.js">{versions.node}</Fact>
              <Fact name="Checked">
                <Age time={health.checkedAt} />
              </Fact>
            </Facts>
          </div>
        </Panel>
      </div>
      <Panel title="Storage by table">
        <StorageTable tables={storage} />
      </Panel>
      <Panel title="Spans that the database refused" note="in the last 7 days">
        {rejected.length === 0 ? <p className="panel-text muted">None.</p> : <RejectedTable rows={rejected} />}
      </Panel>
    </div>
  );
}

function Findings({ findings }: Pick<PipelineHealth, 'findings'>) {
  if (findings.length === 0) {
    return (
      <p className="finding finding-good" role="status" data-testid="health-well">
        <Icon name="check" /> <strong>All is well.</strong> Data arrives, nothing was dropped, and the schema is current.
      </p>
    );
  }
  return (
    <ul className="findings" data-testid="health-findings">
      {findings.map(({ severity, message }) => (
        <li key={message} className={`finding finding-${severity}`}>
          <Icon name={severity === 'error' ? 'octagon' : 'triangle'} />
          <span>
            <strong>{severity === 'error' ? 'Error: ' : 'Warning: '}</strong>
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
