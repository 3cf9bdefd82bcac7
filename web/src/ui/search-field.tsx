import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons';

const pauseMs = 300;

interface SearchFieldProps {
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
  /** Told at every key, before the text takes effect. */
  readonly onType?: (value: string) => void;
  /** Texts that it refuses take no effect. */
  readonly accepts?: (value: string) => boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

/** Free text that takes effect a moment after the last key. */
export function SearchField({ value, label, onChange, onType, accepts = () => true, invalid = false, describedBy }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
    onType?.(value);
  }, [value, onType]);
  useEffect(() => {
    if (text === sent.current || !accepts(text)) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, onChange, accepts]);
  return (
    <label className="search-field" data-invalid={invalid}>
      <Icon name="search" />
      <input
        type="search"
        value={text}
        placeholder={label}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        maxLength={1024}
        onChange={(event) => {
          setText(event.target.value);
          onType?.(event.target.value);
        }}
      />
    </label>
  );
}
