import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isRefused, logIn, subscribeToRefusal } from '../api/login';

/** Asks for an API token once the API has refused a request without a valid one. */
export function TokenPrompt() {
  const refused = useSyncExternalStore(subscribeToRefusal, isRefused);
  return refused ? <TokenDialog /> : null;
}

const askText =
  'Enter one of the API tokens that its operator set in CALLSIGHT_API_TOKENS. The server keeps it for this browser in a cookie.';

function TokenDialog() {
  const queryClient = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [token, setToken] = useState('');
  const [text, setText] = useState(askText);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async () => {
    try {
      if (await logIn(token.trim())) await queryClient.resetQueries();
      else setText('The token was not accepted. Check it against CALLSIGHT_API_TOKENS and enter it again.');
    } catch (error) {
      setText(error instanceof Error ? error.message : String(error));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <dialog ref={dialog} className="dialog token-dialog" aria-labelledby="token-title" onCancel={(event) => event.preventDefault()}>
      <form onSubmit={onSubmit}>
        <h2 id="token-title">This Callsight asks for a token</h2>
        <p role="status">{text}</p>
        <label>
          API token
          <input
            type="password"
            name="token"
            autoComplete="current-password"
            required
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        </label>
        <button type="submit" className="button button-primary">
          Continue
        </button>
      </form>
    </dialog>
  );
}
