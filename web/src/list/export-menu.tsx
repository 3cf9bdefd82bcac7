import { type Query, toUrl } from '../api/client';
import { Icon } from '../ui/icons';
import { Popover } from '../ui/popover';

const formats = [
  { format: 'csv', name: 'CSV', note: 'for spreadsheets' },
  { format: 'ndjson', name: 'NDJSON', note: 'one JSON object a line' },
] as const;

/** Downloads every row of a list as it is filtered and sorted, not only those that have been read. */
export function ExportMenu({ path, query }: { path: string; query: Query }) {
  return (
    <Popover
      label="Export"
      className="menu"
      testId="export"
      button={
        <>
          <Icon name="download" /> Export
        </>
      }
    >
      {(close) =>
        formats.map(({ format, name, note }) => (
          <a
            key={format}
            className="menu-item"
            href={toUrl(path, { ...query, format })}
            download={`callsight-${path.split('/')[0]}.${format}`}
            onClick={close}
          >
            {name} <span className="muted">{note}</span>
          </a>
        ))
      }
    </Popover>
  );
}
