import type { PipelineHealth } from '@callsight/query-service/contract';
import { formatBytes, formatCount } from '../format/numbers';
import { Fact, Facts } from '../ui/facts';
import { Panel } from '../ui/panel';
import { Age } from '../ui/time';

type Receiver = NonNullable<PipelineHealth['receiver']>;

/** Who receives: the receiver of this process, Collectors, or both. */
export function ReceiverPanel({ receiver, collector }: Pick<PipelineHealth, 'receiver' | 'collector'>) {
  return (
    <Panel title="Receiving" note={receiver === null ? undefined : 'since this process started'}>
      <div className="panel-text stack">
        {receiver === null ? null : <ReceiverFacts receiver={receiver} />}
        {collector === null ? null : (
          <Facts>
            <Fact name="Collectors">{formatCount(collector.instances)}</Fact>
            <Fact name="Spans accepted">{formatCount(collector.acceptedSpans)}</Fact>
            <Fact name="Spans sent">{formatCount(collector.sentSpans)}</Fact>
            <Fact name="Refused">{formatCount(collector.refusedSpans)}</Fact>
            <Fact name="Given up on">{formatCount(collector.failedSpans)}</Fact>
            <Fact name="Queue">{`${formatBytes(collector.queued)} of ${formatBytes(collector.queueCapacity)}`}</Fact>
            <Fact name="Reported">
              <Age time={collector.reportedAt} />
            </Fact>
          </Facts>
        )}
        {receiver === null && collector === null ? (
          <p className="muted">No receiver runs in this process, and no Collector reports its own metrics here.</p>
        ) : null}
      </div>
    </Panel>
  );
}

function ReceiverFacts({ receiver }: { receiver: Receiver }) {
  const { queuedBytes, maxQueuedBytes, receivedBytes, inserts, failedInserts, signals, refusals } = receiver;
  const rows = [
    ['Spans', signals.traces],
    ['Log records', signals.logs],
    ['Data points', signals.metrics],
  ] as const;
  return (
    <>
      <label className="queue">
        <span>
          Queue: {formatBytes(queuedBytes)} <span className="faint">of {formatBytes(maxQueuedBytes)}</span>
        </span>
        <meter min={0} max={maxQueuedBytes} high={maxQueuedBytes * 0.8} value={queuedBytes} />
      </label>
      <table className="counts" aria-label="Signals">
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col">Stored</th>
            <th scope="col" title="Bad data, left out; its sender was told and does not try again">
              Rejected
            </th>
            <th scope="col" title="Not stored; its sender was told to try again">
              Refused
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, counts]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(counts.accepted)}</td>
              <td className={counts.rejected > 0 ? 'bad' : 'faint'}>{formatCount(counts.rejected)}</td>
              <td className={counts.refused > 0 ? 'bad' : 'faint'}>{formatCount(counts.refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {formatBytes(receivedBytes)} received, {formatCount(inserts)} inserts
        {failedInserts > 0 ? <span className="bad">, {formatCount(failedInserts)} failed</span> : null}.
      </p>
      {refusals.length === 0 ? null : (
        <ul className="muted">
          {refusals.map(({ reason, count }) => (
            <li key={reason}>
              {formatCount(count)} × {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
