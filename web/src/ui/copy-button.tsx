import { useEffect, useState } from 'react';
import { copyText } from './clipboard';
import { Icon } from './icons';

type State = 'ready' | 'copied' | 'failed';

const words: Record<State, string> = { ready: 'Copy', copied: 'Copied', failed: 'Copy failed' };

interface CopyButtonProps {
  /** A function where making the text costs something. */
  readonly text: string | (() => string);
  /** What it is, as in “Copy session ID”. */
  readonly label: string;
  /** On the button, in place of an icon alone. */
  readonly name?: string;
}

export function CopyButton({ text, label, name }: CopyButtonProps) {
  const [state, setState] = useState<State>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    copyText(typeof text === 'string' ? text : text()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <button
      type="button"
      className={name !== undefined ? 'button button-small' : 'icon-button copy-button'}
      data-state={state}
      aria-label={`${words[state]} ${label}`}
      title={`${words[state]} ${label}`}
      onClick={copy}
    >
      <Icon name={state === 'copied' ? 'check' : state === 'failed' ? 'cross' : 'copy'} size={13} />
      {name === undefined ? null : state === 'ready' ? name : words[state]}
    </button>
  );
}
