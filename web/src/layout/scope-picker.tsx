import type { Side } from '@callsight/query-service/contract';
import { useId } from 'react';
import { useServices } from '../api/queries';
import { usePageScope, useUrlChange } from '../period/page-scope';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';
import { Popover } from '../ui/popover';

const sides: readonly (readonly [Side | '', string, string])[] = [
  ['', 'Both', 'Each call counts once; the server’s view where there is one'],
  ['server', 'Servers', 'Only what instrumented servers reported'],
  ['client', 'Clients', 'Only what instrumented clients reported'],
];

/** Narrows the whole page to one instrumented server, or to one end of the connections. */
export function ScopePicker() {
  const { service = '', side = '' } = usePageScope();
  const changeUrl = useUrlChange();
  const names = useServices().data?.items.map(({ name }) => name) ?? [];
  const known = service === '' || names.includes(service) ? names : [service, ...names];
  const sideText = side === '' ? '' : side === 'server' ? ' · servers’ view' : ' · clients’ view';
  return (
    <Popover
      label="Server and side"
      className="scope-popover"
      testId="scope-picker"
      button={
        <>
          <span className="scope-text">
            {service === '' ? 'All servers' : <ForeignText text={service} />}
            {sideText}
          </span>
          <Icon name="chevron" size={12} />
        </>
      }
    >
      {() => (
        <>
          <Choices
            title="Server"
            value={service}
            options={[['', 'All servers', ''], ...known.map((name) => [name, name, ''] as const)]}
            onChange={(next) => changeUrl({ service: next })}
          />
          <Choices title="Seen from" value={side} options={sides} onChange={(next) => changeUrl({ side: next })} inline />
        </>
      )}
    </Popover>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string, meaning: string])[];
  readonly onChange: (value: string) => void;
  readonly inline?: boolean;
}

function Choices({ title, value, options, onChange, inline = false }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset className={inline ? 'choices choices-inline' : 'choices'}>
      <legend>{title}</legend>
      {options.map(([option, text, meaning]) => (
        <label key={option} title={meaning}>
          <input type="radio" name={name} value={option} checked={option === value} onChange={() => onChange(option)} />
          <ForeignText text={text} />
        </label>
      ))}
    </fieldset>
  );
}
