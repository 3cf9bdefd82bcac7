import type { ReactNode } from 'react';
import { Panel } from '../ui/panel';
import { QueryView } from '../ui/query-view';
import { type ExportFormat, ExportMenu } from './export-menu';
import { ListFoot } from './list-foot';
import { NewerNote } from './newer-note';
import type { useLiveList } from './use-live-list';

interface ListPanelProps<Row> {
  readonly title: string;
  readonly list: ReturnType<typeof useLiveList<Row>>;
  /** What one row is, in the singular. */
  readonly noun: string;
  /** Filters of the list. */
  readonly filters: ReactNode;
  /** Where all of it is downloaded. */
  readonly toExport: (format: ExportFormat) => string;
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list by pages with its filters, its export and its foot. */
export function ListPanel<Row>({ title, list, noun, filters, toExport, empty, children }: ListPanelProps<Row>) {
  return (
    <div ref={list.frame} className="list-panel">
      <Panel
        title={title}
        note={<NewerNote newer={list.newer} onShow={list.showNewer} />}
        actions={
          <>
            {filters}
            <ExportMenu name={`${noun}s`} toHref={toExport} />
          </>
        }
      >
        <QueryView query={list.pages}>
          {() =>
            list.rows.length === 0 ? (
              empty
            ) : (
              <>
                {children(list.rows)}
                <ListFoot pages={list.pages} shown={list.rows.length} noun={noun} />
              </>
            )
          }
        </QueryView>
      </Panel>
    </div>
  );
}
