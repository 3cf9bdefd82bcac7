import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isTokenRefused, readToken, saveToken, subscribeToRefusal } from '../api/token';

/** Asks for an API token once the API has refused a request without a valid one. */
export function TokenPrompt() {
  const refused = useSyncExternalStore(subscribeToRefusal, isTokenRefused);
  return refused ? <TokenDialog /> : null;
}

function TokenDialog() {
  const queryClient = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [token, setToken] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saveToken(token.trim());
    void queryClient.resetQueries();
  };
  return (
    <dialog ref={dialog} className="dialog token-dialog" aria-labelledby="token-title" onCancel={(event) => event.preventDefault()}>
      <form onSubmit={submit}>
        <h2 id="token-title">This Callsight asks for a token</h2>
        <p>
          {readToken() === null
            ? 'Enter one of the API tokens that its operator set in CALLSIGHT_API_TOKENS. It is kept until you close this tab.'
            : 'The token was not accepted. Check it against CALLSIGHT_API_TOKENS and enter it again.'}
        </p>
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
