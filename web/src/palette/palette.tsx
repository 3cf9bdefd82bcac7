import './palette.css';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useServices } from '../api/queries';
import { useUrlParameters } from '../period/page-scope';
import { useSessionSearch } from '../sessions/session-queries';
import { useTools } from '../tools/tool-queries';
import { Dialog } from '../ui/dialog';
import { ForeignText } from '../ui/foreign-text';
import { Icon } from '../ui/icons';
import { type Command, findCommands, listCommands, toSessionCommands } from './commands';
import { useCommand } from './use-command';

/** Search over everything that has an address, and over what the page can do. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const commands = useCommands(text);
  const run = useCommand(onClose);
  const list = useId();
  const chosen = commands[Math.min(active, commands.length - 1)];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((current) => (Math.min(current, commands.length - 1) + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <Dialog className="palette" label="Search" onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" size={16} />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen === undefined ? undefined : toOptionId(list, chosen)}
          aria-label="Search screens, tools, servers and sessions"
          placeholder="Search screens, tools, servers, sessions…"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          value={text}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-list" id={list} role="listbox" aria-label="Results">
        {commands.map((command, index) => (
          <Option
            key={command.id}
            id={toOptionId(list, command)}
            command={command}
            heading={command.group !== commands[index - 1]?.group}
            active={command === chosen}
            onRun={run}
          />
        ))}
      </div>
    </Dialog>
  );
}

function useCommands(text: string): Command[] {
  const parameters = useUrlParameters();
  const tools = useTools({}).data?.items;
  const services = useServices().data?.items;
  const sessions = useSessionSearch(text.trim()).data?.items;
  const all = useMemo(
    () => listCommands({ parameters, tools: tools ?? [], services: services?.map(({ name }) => name) ?? [] }),
    [parameters, tools, services],
  );
  return useMemo(
    () => [...findCommands(all, text, parameters), ...toSessionCommands(text.trim() === '' ? [] : (sessions ?? []), parameters)],
    [all, text, parameters, sessions],
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  /** Whether it is the first of its group. */
  readonly heading: boolean;
  readonly active: boolean;
  readonly onRun: (command: Command) => void;
}

function Option({ id, command, heading, active, onRun }: OptionProps) {
  useEffect(() => {
    if (active) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);
  return (
    <>
      {heading ? (
        <p className="palette-group" role="presentation">
          {command.group}
        </p>
      ) : null}
      {/* The focus stays in the field, which names the active option. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className="palette-option"
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onRun(command)}
        onKeyDown={undefined}
      >
        <ForeignText className="palette-name" text={command.name} />
        {command.note === undefined ? null : <ForeignText className="palette-note" text={command.note} />}
        {command.keys === undefined ? null : <kbd>{command.keys}</kbd>}
      </div>
    </>
  );
}

function toOptionId(list: string, { id }: Command): string {
  return `${list} ${id}`.replaceAll(/\s/g, '-');
}
