import type { LogRecord } from '@callsight/query-service/contract';
import { formatOffset } from '../format/duration';
import { toMilliseconds } from '../format/time';
import { spellOutControls } from '../json/visible-text';
import { ForeignText } from '../ui/foreign-text';

const tones: Readonly<Record<string, string>> = { ERROR: 'tone-bad', FATAL: 'tone-bad', WARN: 'tone-warn' };

/** Log records that carry the trace, with their distance from the start of the operation. */
export function Logs({ logs, startedAt }: { logs: readonly LogRecord[]; startedAt: string }) {
  if (logs.length === 0) {
    return <p className="muted">None of this trace. Servers that send their logs by OTLP, with the trace context, have them here.</p>;
  }
  const start = toMilliseconds(startedAt);
  return (
    <ol className="logs">
      {logs.map((log) => {
        const attributes = Object.entries(log.attributes);
        return (
          <li key={`${log.at} ${log.spanId} ${log.body}`} data-own={log.own} data-testid="log-record">
            <span className="code faint" title={`${log.at} (UTC)`}>
              {formatOffset(toMilliseconds(log.at) - start)}
            </span>
            <span className={`badge ${tones[log.severity.replace(/\d$/, '')] ?? 'tone-quiet'}`}>
              {log.severity === '' ? 'LOG' : log.severity}
            </span>
            <span className="log-body">
              {log.withheld ? <span className="faint">Only auditors may see what it says</span> : <ForeignText text={log.body ?? ''} />}
              {attributes.length === 0 ? null : (
                <span className="faint code"> {attributes.map(([name, value]) => `${name}=${spellOutControls(value)}`).join(' ')}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
