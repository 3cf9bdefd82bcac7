import { type JsonBranch, type JsonValue, parseJson, parseNested, summarize } from './json-value';

/** JSON text as a tree that folds; text that is not JSON as it is. */
export function JsonView({ text, label }: { text: string; label: string }) {
  const parsed = parseJson(text);
  return (
    <section className="json" aria-label={label} data-testid="json-view">
      {parsed === undefined ? <pre>{text}</pre> : <Node value={parsed.value} depth={0} />}
    </section>
  );
}

interface BranchProps {
  readonly name: string | undefined;
  readonly value: JsonBranch;
  readonly depth: number;
  readonly note?: string;
}

function Node({ name, value, depth }: { name?: string; value: JsonValue; depth: number }) {
  const nested = typeof value === 'string' ? parseNested(value) : undefined;
  if (nested !== undefined) return <Branch name={name} value={nested} depth={depth} note="JSON in text " />;
  const key = name === undefined ? null : <span className="json-key">{name}: </span>;
  if (value === null || typeof value !== 'object') {
    return (
      <div className="json-leaf">
        {key}
        <Leaf value={value} />
      </div>
    );
  }
  return <Branch name={name} value={value} depth={depth} />;
}

function Branch({ name, value, depth, note }: BranchProps) {
  const key = name === undefined ? null : <span className="json-key">{name}: </span>;
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className="json-leaf">
        {key}
        <span className="json-mark">{`${open}${close}`}</span>
      </div>
    );
  }
  return (
    <details open={depth < 4 && entries.length <= 50}>
      <summary>
        {key}
        {note === undefined ? null : <span className="json-mark">{note}</span>}
        <span className="json-mark">{open}</span>
        <span className="json-folded">
          {summarize(value)} {close}
        </span>
      </summary>
      <div className="json-children">
        {entries.map(([childName, child]) => (
          <Node key={childName} name={childName} value={child} depth={depth + 1} />
        ))}
      </div>
      <span className="json-mark json-close">{close}</span>
    </details>
  );
}

function Leaf({ value }: { value: string | number | boolean | null }) {
  if (typeof value !== 'string') return <span className={typeof value === 'number' ? 'json-number' : 'json-literal'}>{String(value)}</span>;
  if (value.includes('\n')) return <pre className="json-string json-block">{value}</pre>;
  return <span className="json-string">{JSON.stringify(value)}</span>;
}
