import { useEffect, useState } from 'react';
import { Icon } from './icons';

type State = 'ready' | 'copied' | 'failed';

const words: Record<State, string> = { ready: 'Copy', copied: 'Copied', failed: 'Copy failed' };

/** Copies `text`; `label` says what it is, as in “Copy session ID”. */
export function CopyButton({ text, label, showText = false }: { text: string; label: string; showText?: boolean }) {
  const [state, setState] = useState<State>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    writeClipboard(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <button
      type="button"
      className={showText ? 'button button-small' : 'icon-button copy-button'}
      data-state={state}
      aria-label={`${words[state]} ${label}`}
      title={`${words[state]} ${label}`}
      onClick={copy}
    >
      <Icon name={state === 'copied' ? 'check' : state === 'failed' ? 'cross' : 'copy'} size={13} />
      {showText ? words[state] : null}
    </button>
  );
}

/** Browsers offer the clipboard only on loopback and over HTTPS; elsewhere a selection does it. */
async function writeClipboard(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('The browser refused to copy.');
}
