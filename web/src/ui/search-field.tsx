import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons';

const pauseMs = 300;

/** Free text that takes effect a moment after the last key. */
export function SearchField({ value, label, onChange }: { value: string; label: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <label className="search-field">
      <Icon name="search" />
      <input
        type="search"
        value={text}
        placeholder={label}
        aria-label={label}
        maxLength={256}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
