import { type KeyboardEvent, useId, useRef } from 'react';
import { useUrlChange, useUrlParameter } from '../period/page-scope';
import { CopyButton } from '../ui/copy-button';
import type { Step, Way } from './commands';

interface WaysProps {
  readonly label: string;
  /** Parameter of the address that holds the choice. */
  readonly parameter: string;
  readonly ways: readonly Way[];
}

/** Several ways to the same end as tabs, each with its steps. */
export function Ways({ label, parameter, ways }: WaysProps) {
  const chosen = useUrlParameter(parameter);
  const changeUrl = useUrlChange();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const way = ways.find((entry) => entry.id === chosen) ?? ways[0];
  if (way === undefined) return null;
  const choose = (next: Way | undefined) => {
    if (next !== undefined) changeUrl({ [parameter]: next === ways[0] ? undefined : next.id }, { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (ways.indexOf(way) + step + ways.length) % ways.length;
    choose(ways[next]);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {ways.map((entry) => (
          <button
            key={entry.id}
            type="button"
            role="tab"
            id={`${id}${entry.id}`}
            aria-selected={entry === way}
            aria-controls={`${id}panel`}
            tabIndex={entry === way ? 0 : -1}
            onClick={() => choose(entry)}
          >
            {entry.name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${way.id}`} className="way">
        <p className="muted">{way.lead}</p>
        <ol className="steps">
          {way.steps.map((step) => (
            <StepView key={step.title} step={step} />
          ))}
        </ol>
      </div>
    </>
  );
}

function StepView({ step: { title, code, label, note } }: { step: Step }) {
  return (
    <li className="step">
      <h3>{title}</h3>
      <div className="command">
        <pre>
          <code>{code}</code>
        </pre>
        <CopyButton text={code} label={label} />
      </div>
      {note === undefined ? null : <p className="step-note">{note}</p>}
    </li>
  );
}
