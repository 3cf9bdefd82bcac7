import { parseSearch, SearchError } from '@callsight/query-service/contract';
import { useId, useState } from 'react';
import { Popover } from '../ui/popover';
import { SearchField } from '../ui/search-field';

interface SearchBarProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Searches that show what can be asked. */
  readonly examples: readonly (readonly [search: string, meaning: string])[];
}

/** Search with the filter grammar of the API; a mistake is told where it is, before anything is asked. */
export function SearchBar({ label, value, onChange, examples }: SearchBarProps) {
  const [typed, setTyped] = useState(value);
  const mistake = findMistake(typed);
  const note = useId();
  return (
    <div className="search-bar">
      <SearchField
        label={label}
        value={value}
        onChange={onChange}
        onType={setTyped}
        accepts={isSearch}
        invalid={mistake !== undefined}
        describedBy={mistake === undefined ? undefined : note}
      />
      <Popover label="Search grammar" className="search-help" testId="search-help" button="?" buttonLabel="How to search">
        {(close) => (
          <>
            <p>Words are found in session IDs, tools, clients and errors. Terms narrow further; all must fit:</p>
            <ul>
              {examples.map(([search, meaning]) => (
                <li key={search}>
                  <button
                    type="button"
                    className="code text-link"
                    onClick={() => {
                      onChange(search);
                      close();
                    }}
                  >
                    {search}
                  </button>
                  <span className="muted">{meaning}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Popover>
      {mistake === undefined ? null : (
        <p className="search-mistake" id={note} role="status" data-testid="search-mistake">
          {mistake}
        </p>
      )}
    </div>
  );
}

function isSearch(text: string): boolean {
  return findMistake(text) === undefined;
}

function findMistake(text: string): string | undefined {
  try {
    parseSearch(text);
    return undefined;
  } catch (error) {
    if (error instanceof SearchError) return error.message;
    throw error;
  }
}
