import { spellOutControls } from '../json/visible-text';
import { Icon } from './icons';

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

/** The browser's own select, dressed for the page. */
export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <span className="select">
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {spellOutControls(text)}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={12} />
    </span>
  );
}
