import { Icon } from '../ui/icons';
import { Popover } from '../ui/popover';

const formats = [
  { format: 'csv', name: 'CSV', note: 'for spreadsheets' },
  { format: 'ndjson', name: 'NDJSON', note: 'one JSON object a line' },
] as const;

export type ExportFormat = (typeof formats)[number]['format'];

interface ExportMenuProps {
  /** What is exported, for the name of the file. */
  readonly name: string;
  readonly toHref: (format: ExportFormat) => string;
}

/** Downloads every row of a list as it is filtered and sorted, not only those that have been read. */
export function ExportMenu({ name, toHref }: ExportMenuProps) {
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
        formats.map(({ format, name: title, note }) => (
          <a key={format} className="menu-item" href={toHref(format)} download={`callsight-${name}.${format}`} onClick={close}>
            {title} <span className="muted">{note}</span>
          </a>
        ))
      }
    </Popover>
  );
}
