import { ForeignText } from './foreign-text';
import { Icon } from './icons';

/** A filter in effect, and the way to drop it. */
export function FilterChip({ name, value, onClear }: { name: string; value: string; onClear: () => void }) {
  return (
    <button type="button" className="button button-small" aria-label={`Clear filter ${name}: ${value}`} onClick={onClear}>
      <span>
        {name}:{' '}
        <strong>
          <ForeignText text={value} />
        </strong>
      </span>
      <Icon name="cross" size={11} />
    </button>
  );
}
