import './json.css';
import { type KeyboardEvent, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { copyText } from '../ui/clipboard';
import { JsonLineView } from './json-line-view';
import { type IsOpen, type JsonLine, toLines } from './json-lines';
import { findLines, listAncestors } from './json-search';
import { JsonToolbar } from './json-toolbar';
import { type JsonValue, parseJson } from './json-value';
import { useVirtualLines } from './virtual-lines';

/** JSON text as a tree that folds, is searched and copied, of any size; text that is not JSON as it is. */
export function JsonView({ text, label }: { text: string; label: string }) {
  const parsed = useMemo(() => parseJson(text), [text]);
  return <Tree value={parsed === undefined ? text : parsed.value} label={label} />;
}

/** Shorter trees of which nothing is folded need no tools. */
const longTree = 14;

function Tree({ value, label }: { value: JsonValue; label: string }) {
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [typed, setTyped] = useState('');
  // The field stays quick while a megabyte is searched.
  const sought = useDeferredValue(typed);
  const [match, setMatch] = useState(0);
  const [activeId, setActiveId] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => toLines(value, withDefaults(folds)), [value, folds]);
  const matches = useMemo(() => findLines(value, sought), [value, sought]);
  const { drawn, height, scrollTo, measure } = useVirtualLines(frame, lines.length);
  const shown = matches.length === 0 ? undefined : matches[match % matches.length];
  const fold = (paths: readonly string[], open: boolean) =>
    setFolds((current) => new Map([...current, ...paths.map((path) => [path, open] as const)]));
  const goTo = (index: number) => {
    const next = matches.at(index % Math.max(1, matches.length));
    if (next === undefined) return;
    setMatch((index + matches.length) % matches.length);
    setActiveId(next.id);
    const opened = new Map([...folds, ...listAncestors(next).map((path) => [path, true] as const)]);
    setFolds(opened);
    scrollTo(toLines(value, withDefaults(opened)).findIndex(({ id }) => id === next.id));
  };
  const goToFirst = useEffectEvent(() => goTo(0));
  useEffect(() => {
    if (matches.length > 0) goToFirst();
  }, [matches]);
  const active = Math.max(
    0,
    lines.findIndex(({ id }) => id === activeId),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[active];
    if (line === undefined) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const next = Math.min(lines.length - 1, Math.max(0, active + step));
      setActiveId(lines[next]?.id ?? '');
      scrollTo(next);
    } else if (event.key === 'ArrowRight' && line.open === false) fold([line.path], true);
    else if (event.key === 'ArrowLeft' && line.open === true) fold([line.path], false);
    else if (event.key === 'Enter' && line.open !== undefined) fold([line.path], !line.open);
    else if (event.key === 'c' && !event.ctrlKey && !event.metaKey) void copyText(toText(line.value));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tools = lines.length > longTree || lines.some(({ open }) => open === false) || folds.size > 0 || typed !== '';
  return (
    <div className="json-view" data-testid="json-view">
      {tools ? (
        <JsonToolbar
          label={label}
          sought={typed}
          matches={matches.length}
          current={matches.length === 0 ? 0 : (match % matches.length) + 1}
          onSeek={setTyped}
          onStep={(step) => goTo(match + step)}
          onFoldAll={(open) => setFolds(foldAll(value, open))}
        />
      ) : null}
      <div
        ref={frame}
        className="json"
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={toElementId(label, lines[active])}
        title="↑ ↓ step, ← → fold, c copies the value"
        onKeyDown={onKeyDown}
      >
        <div className="json-lines" style={height === undefined ? undefined : { height }}>
          {drawn.map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <JsonLineView
                key={line.id}
                ref={start === undefined ? undefined : measure}
                id={toElementId(label, line)}
                line={line}
                index={index}
                start={start}
                sought={sought}
                active={line.id === activeId}
                current={line.id === shown?.id}
                onFold={(open) => fold([line.path], open)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function withDefaults(folds: ReadonlyMap<string, boolean>): IsOpen {
  return (path, depth, size) => folds.get(path) ?? (depth < 5 && size <= 60);
}

function foldAll(value: JsonValue, open: boolean): Map<string, boolean> {
  const folds = new Map<string, boolean>();
  toLines(value, (path, depth) => {
    folds.set(path, open || depth === 0);
    return true;
  });
  return folds;
}

function toElementId(label: string, line: JsonLine | undefined): string | undefined {
  return line === undefined ? undefined : `${label} ${line.id}`.replaceAll(/\s/g, '-');
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
