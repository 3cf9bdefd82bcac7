import { outcome as outcomes, type Tool } from '@callsight/query-service/contract';
import { formatDuration } from '../format/duration';
import { formatBytes, formatCount, formatPercent } from '../format/numbers';
import { Fact, Facts } from '../ui/facts';
import { ForeignText } from '../ui/foreign-text';
import { OutcomeBadge, outcomeColors } from '../ui/status';
import { Age } from '../ui/time';

/** The numbers of one tool at one server. */
export function ToolFacts({ tool, several }: { tool: Tool; several: boolean }) {
  const present = outcomes.options.filter((outcome) => (tool.outcomes[outcome] ?? 0) > 0);
  const time = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));
  return (
    <section className="panel tool-facts" aria-label={several ? `At ${tool.service}` : 'Numbers'}>
      <Facts>
        <Fact name="Server">
          <ForeignText text={tool.service} />
        </Fact>
        <Fact name="Calls">{formatCount(tool.calls)}</Fact>
        <Fact name="Success">{tool.successRate === null ? '–' : formatPercent(tool.successRate)}</Fact>
        <Fact name="Avg">{time(tool.averageMs)}</Fact>
        <Fact name="p50">{time(tool.p50Ms)}</Fact>
        <Fact name="p95">{time(tool.p95Ms)}</Fact>
        <Fact name="p99">{time(tool.p99Ms)}</Fact>
        <Fact name="Sessions">{formatCount(tool.sessions)}</Fact>
        <Fact name="Clients">{formatCount(tool.clients)}</Fact>
        <Fact name="Input, p50 / max">{describeSizes(tool.argumentsSize)}</Fact>
        <Fact name="Output, p50 / max">{describeSizes(tool.resultSize)}</Fact>
        <Fact name="Definition">{tool.definition === null ? null : `${formatCount(tool.definition.tokens)} tokens`}</Fact>
        <Fact name="Last call">
          <Age time={tool.lastSeenAt} />
        </Fact>
      </Facts>
      <div className="outcome-bar" aria-hidden="true">
        {present.map((outcome) => (
          <i key={outcome} style={{ flexGrow: tool.outcomes[outcome] ?? 0, background: `var(${outcomeColors[outcome]})` }} />
        ))}
      </div>
      <ul className="outcome-list">
        {present.map((outcome) => (
          <li key={outcome}>
            <OutcomeBadge outcome={outcome} /> {formatCount(tool.outcomes[outcome] ?? 0)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function describeSizes({ p50, max }: Tool['resultSize']): string {
  if (p50 === null || max === null) return '–';
  return `${formatBytes(Math.round(p50))} / ${formatBytes(max)}`;
}
