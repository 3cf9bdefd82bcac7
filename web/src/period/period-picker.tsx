import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icons';
import { CustomRange } from './custom-range';
import { usePageScope, useUrlChange } from './page-scope';
import { defaultRange, describeRange, describeRangeShortly, presets, type TimeRange } from './period';

/** The period that every number on the page covers. */
export function PeriodPicker() {
  const { range } = usePageScope();
  const changeUrl = useUrlChange();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [open]);
  const pick = (next: TimeRange) => {
    setOpen(false);
    const isDefault = next.from === defaultRange.from && next.to === defaultRange.to;
    changeUrl({ from: isDefault ? undefined : next.from, to: isDefault ? undefined : next.to });
  };
  return (
    <div className="period" ref={root}>
      <button
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid="period-picker"
        onClick={() => setOpen(!open)}
      >
        <Icon name="calendar" />
        <span className="wide-only">{describeRange(range)}</span>
        <span className="narrow-only">{describeRangeShortly(range)}</span>
        <Icon name="chevron" size={12} />
      </button>
      {open ? (
        <div className="popover" role="dialog" aria-label="Period">
          <div className="period-presets">
            {presets.map(({ from, short, label }) => (
              <button
                key={from}
                type="button"
                className="button"
                aria-pressed={range.from === from && range.to === 'now'}
                aria-label={label}
                onClick={() => pick({ from, to: 'now' })}
              >
                {short}
              </button>
            ))}
          </div>
          <CustomRange range={range} onPick={pick} />
        </div>
      ) : null}
    </div>
  );
}
