import type { Operation } from '@callsight/query-service/contract';
import { ForeignText } from '../ui/foreign-text';

/** Names that JSON-RPC and MCP give to their codes. */
const codeNames: Readonly<Record<string, string>> = {
  '-32700': 'Parse error',
  '-32600': 'Invalid request',
  '-32601': 'Method not found',
  '-32602': 'Invalid params',
  '-32603': 'Internal error',
  '-32000': 'Connection closed',
  '-32001': 'Request timeout',
  '-32002': 'Resource not found',
  '-32042': 'URL elicitation required',
};

/** Characters from which on a message scrolls by itself; the content below stays in reach. */
const longMessage = 1_000;

export function ErrorView({ error }: { error: NonNullable<Operation['error']> }) {
  const { type, code, message } = error;
  return (
    <section className="details-section error-box" aria-label="Error" data-testid="details-error">
      <h3>
        <ForeignText text={type} />
        {code === null || code === type ? null : <code> {code}</code>}
        {code === null || codeNames[code] === undefined ? null : <span className="faint"> {codeNames[code]}</span>}
      </h3>
      <p {...(message !== null && message.length > longMessage ? { className: 'long-message', tabIndex: 0 } : {})}>
        {message === null ? (
          'No message was recorded. Messages of isError results are kept only with content capture.'
        ) : (
          <ForeignText text={message} inLines />
        )}
      </p>
    </section>
  );
}
