import { useTools } from '../api/queries';
import { EmptyPeriod } from '../period/empty-period';
import { PageTitle } from '../ui/page-title';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { ToolTable } from './tool-table';

export function ToolsPage() {
  return (
    <>
      <PageTitle title="Tools" />
      <Panel title="All tools that were called">
        <QueryView query={useTools({})}>
          {({ items }) => (items.length === 0 ? <EmptyPeriod noun="tool calls" /> : <ToolTable tools={items} />)}
        </QueryView>
      </Panel>
    </>
  );
}
