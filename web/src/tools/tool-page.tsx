import './tools.css';
import type { ToolDetail } from '@callsight/query-service/contract';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { TimeChart } from '../chart/time-chart';
import { DetailsPanel } from '../details/details-panel';
import { ErrorTable } from '../errors/error-table';
import { useScopedHref } from '../period/page-scope';
import { toLatencyChart, toVolumeChart } from '../tool-calls/tool-call-charts';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icons';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { ArgumentNames, ArgumentShapes } from './argument-tables';
import { DefinitionTable, ToolClients, ToolSessions } from './tool-breakdowns';
import { ToolFacts } from './tool-facts';
import { useTool } from './tool-queries';

/** One tool over the period, from every side. */
export function ToolPage({ name }: { name: string }) {
  const scopedHref = useScopedHref();
  return (
    <>
      <PageTitle title={name} parent={{ name: 'Tools', href: scopedHref('/tools') }}>
        <CopyButton text={name} label="tool name" />
        <span className="page-title-end">
          <Link className="text-link" href={scopedHref('/tool-calls', { tool: name })}>
            Its calls <Icon name="forward" size={12} />
          </Link>
        </span>
      </PageTitle>
      <QueryView query={useTool(name)}>{(tool) => <Tool tool={tool} />}</QueryView>
      <DetailsPanel />
    </>
  );
}

function Tool({ tool }: { tool: ToolDetail }) {
  const series = useMemo(() => ({ ...tool.series, period: tool.period, groups: [] }), [tool]);
  const volume = useMemo(() => toVolumeChart(series), [series]);
  const latency = useMemo(() => toLatencyChart(series), [series]);
  return (
    <div className="stack">
      {tool.items.map((item) => (
        <ToolFacts key={item.service} tool={item} several={tool.items.length > 1} />
      ))}
      <div className="two-columns">
        <Panel title="Calls over time">
          <TimeChart model={volume} />
        </Panel>
        <Panel title="Latency">
          <TimeChart model={latency} />
        </Panel>
      </div>
      <Section title="Errors" empty="No call of it failed." show={tool.errors.length > 0}>
        <ErrorTable groups={tool.errors} />
      </Section>
      <div className="two-columns">
        <Section title="Arguments" empty="No arguments were reported." show={tool.argumentNames.length > 0}>
          <ArgumentNames rows={tool.argumentNames} calls={tool.items.reduce((total, { calls }) => total + calls, 0)} />
        </Section>
        <Section title="Shapes of arguments" empty="No arguments were reported." show={tool.argumentShapes.length > 0}>
          <ArgumentShapes rows={tool.argumentShapes} />
        </Section>
      </div>
      <div className="two-columns">
        <Section title="Clients" empty="No client called it." show={tool.clients.length > 0}>
          <ToolClients rows={tool.clients} />
        </Section>
        <Section title="Sessions with the most calls" empty="No session called it." show={tool.sessions.length > 0}>
          <ToolSessions rows={tool.sessions} tool={tool.name} />
        </Section>
      </div>
      {tool.definitions.length === 0 ? null : (
        <Panel title="Its definition over time" note="as callers were shown it, and how calls went with each">
          <DefinitionTable rows={tool.definitions} />
        </Panel>
      )}
    </div>
  );
}

function Section({ title, empty, show, children }: { title: string; empty: string; show: boolean; children: ReactNode }) {
  return <Panel title={title}>{show ? children : <p className="panel-text muted">{empty}</p>}</Panel>;
}
