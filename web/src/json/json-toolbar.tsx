import { Icon } from '../ui/icons';

interface JsonToolbarProps {
  readonly label: string;
  readonly sought: string;
  readonly matches: number;
  /** Number of the match that is being looked at, from 1; 0 without any. */
  readonly current: number;
  readonly onSeek: (text: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onFoldAll: (open: boolean) => void;
}

export function JsonToolbar({ label, sought, matches, current, onSeek, onStep, onFoldAll }: JsonToolbarProps) {
  return (
    <div className="json-toolbar">
      <label className="search-field">
        <Icon name="search" size={12} />
        <input
          type="search"
          aria-label={`Find in ${label}`}
          placeholder="Find"
          value={sought}
          maxLength={256}
          onChange={(event) => onSeek(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          }}
        />
      </label>
      <output className="faint" aria-label="Matches">
        {sought === '' ? '' : matches === 0 ? 'none' : `${current} of ${matches}${matches === 1000 ? '+' : ''}`}
      </output>
      {matches > 1 ? (
        <>
          <button type="button" className="icon-button icon-button-small" aria-label="Previous match" onClick={() => onStep(-1)}>
            <Icon name="up" size={12} />
          </button>
          <button type="button" className="icon-button icon-button-small" aria-label="Next match" onClick={() => onStep(1)}>
            <Icon name="chevron" size={12} />
          </button>
        </>
      ) : null}
      <button type="button" className="button button-small" onClick={() => onFoldAll(true)}>
        Unfold all
      </button>
      <button type="button" className="button button-small" onClick={() => onFoldAll(false)}>
        Fold
      </button>
    </div>
  );
}
