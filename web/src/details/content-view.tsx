import type { Content } from '@callsight/query-service/contract';
import { formatBytes } from '../format/numbers';
import { indentJson } from '../json/json-value';
import { JsonView } from '../json/json-view';
import { CopyButton } from '../ui/copy-button';

interface ContentViewProps {
  readonly title: string;
  readonly content: Content;
  /** Why there may be nothing at all. */
  readonly absence: string;
}

/** Arguments or result of an operation: the content itself, or what is known without it. */
export function ContentView({ title, content, absence }: ContentViewProps) {
  const { value, size, truncated, withheld, shape } = content;
  return (
    <section className="details-section" aria-label={title} data-testid={`details-${title.toLowerCase()}`}>
      <header>
        <h3>{title}</h3>
        {size === null ? null : <span className="faint">{formatBytes(size)}</span>}
        {truncated ? (
          <span className="tag tag-warn" title="The content was cut to the size limit before it was sent; the size is that of the original">
            truncated
          </span>
        ) : null}
        {value === null ? null : <CopyButton text={() => indentJson(value)} label={title.toLowerCase()} name="Copy" />}
      </header>
      {value === null ? (
        <WithoutContent title={title} size={size} shape={shape} withheld={withheld} absence={absence} />
      ) : (
        <JsonView text={value} label={title} />
      )}
    </section>
  );
}

function WithoutContent({
  title,
  size,
  shape,
  withheld,
  absence,
}: Pick<Content, 'size' | 'shape' | 'withheld'> & Omit<ContentViewProps, 'content'>) {
  if (size === null && shape === null && !withheld) return <p className="muted">{absence}</p>;
  return (
    <>
      {shape === null ? null : <JsonView text={shape} label={`Shape of the ${title.toLowerCase()}`} />}
      {withheld ? (
        <p className="hint">
          {shape === null ? 'The content is withheld' : 'The content is withheld, this is its shape'}: your token may see everything but
          content.
        </p>
      ) : (
        <p className="hint">
          {shape === null ? 'Content was not captured.' : 'Content was not captured: this is its shape.'} Set{' '}
          <code>CALLSIGHT_CAPTURE=errors</code> or <code>all</code> in the server’s environment to keep it.
        </p>
      )}
    </>
  );
}
