import { memo, type Ref } from 'react';
import type { JsonLine } from './json-lines';
import { cutAtMatches } from './json-search';
import { spellOutControls } from './visible-text';

interface JsonLineViewProps {
  readonly ref: Ref<HTMLDivElement> | undefined;
  readonly id: string | undefined;
  readonly line: JsonLine;
  readonly index: number;
  readonly start: number | undefined;
  readonly sought: string;
  /** The keyboard is here. */
  readonly active: boolean;
  /** The match that is being looked at. */
  readonly current: boolean;
  readonly onFold: (open: boolean) => void;
}

const deepestIndent = 24;

export const JsonLineView = memo(
  DrawnLine,
  (before, after) =>
    before.line === after.line &&
    before.index === after.index &&
    before.start === after.start &&
    before.sought === after.sought &&
    before.active === after.active &&
    before.current === after.current,
);

function DrawnLine({ ref, id, line, index, start, sought, active, current, onFold }: JsonLineViewProps) {
  const { depth, name, kind, text, tone, open, note } = line;
  const foldable = open !== undefined;
  return (
    <div
      ref={ref}
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-expanded={open}
      aria-selected={active}
      className={`json-line ${foldable ? 'json-foldable' : ''} ${current ? 'json-current' : ''}`}
      data-index={index}
      data-placed={start !== undefined}
      style={{
        paddingInlineStart: Math.min(depth, deepestIndent) * 14 + 14,
        ...(start === undefined ? {} : { transform: `translateY(${start}px)` }),
      }}
      onClick={foldable ? () => onFold(!open) : undefined}
      onKeyDown={undefined}
    >
      {foldable ? <span className="json-arrow" data-open={open} /> : null}
      {name === undefined ? null : (
        <>
          <bdi className="json-key">
            <Marked text={spellOutControls(name)} sought={sought} />
          </bdi>
          <span className="json-mark">: </span>
        </>
      )}
      {tone === 'redacted' ? (
        <span className="tag tag-warn" title="Removed at the source, before it was sent">
          redacted
        </span>
      ) : (
        <bdi className={kind === 'piece' ? 'json-string json-piece' : `json-${tone}`}>
          {foldable || kind === 'close' ? text : <Marked text={text} sought={sought} />}
        </bdi>
      )}
      {foldable && !open ? <bdi className="json-folded"> {note}</bdi> : null}
    </div>
  );
}

function Marked({ text, sought }: { text: string; sought: string }) {
  const [before = '', match, ...after] = cutAtMatches(text, sought);
  if (match === undefined) return before;
  return (
    <>
      {before}
      <mark>{match}</mark>
      <Marked text={after.join('')} sought={sought} />
    </>
  );
}
