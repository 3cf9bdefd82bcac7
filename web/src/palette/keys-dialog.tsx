import { Dialog } from '../ui/dialog';
import { shortcuts } from './shortcuts';
import { useKeysEnabled } from './use-shortcuts';

/** Every key of the page, and the way to turn single keys off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [enabled, enable] = useKeysEnabled();
  return (
    <Dialog className="keys-dialog" label="Keyboard" onClose={onClose}>
      <h2>Keyboard</h2>
      <dl className="keys">
        {[...shortcuts, ...others].map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="toggle">
        <input type="checkbox" checked={enabled} onChange={(event) => enable(event.target.checked)} />
        Single keys act (Ctrl K always opens the search)
      </label>
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}

const others = [
  { keys: '↑ ↓', does: 'Step through the rows of a list' },
  { keys: 'Esc', does: 'Close what is open' },
];
