import { type FormEvent, useState } from 'react';
import { resolveEnd, type TimeRange, toLocalInput, toRange } from './period';

/** Form for a period between two moments in local time. */
export function CustomRange({ range, onPick }: { range: TimeRange; onPick: (range: TimeRange) => void }) {
  const [from, setFrom] = useState(() => toLocalInput(resolveEnd(range.from, Date.now())));
  const [to, setTo] = useState(() => toLocalInput(resolveEnd(range.to, Date.now())));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPick(toRange(Date.parse(from), Date.parse(to)));
  };
  return (
    <form className="custom-range" onSubmit={submit}>
      <label>
        From
        <input type="datetime-local" required value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        To
        <input type="datetime-local" required value={to} min={from} onChange={(event) => setTo(event.target.value)} />
      </label>
      <button type="submit" className="button button-primary">
        Show period
      </button>
    </form>
  );
}
