import { ApiError } from '@callsight/query-service/client';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons';

/** Nothing to show: says why and what to do. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <div className="message" data-testid="empty-state">
      <span className="message-icon">
        <Icon name={icon} size={20} />
      </span>
      <p className="message-title">{title}</p>
      <div className="message-body">{children}</div>
    </div>
  );
}

/** A request that failed, in the words of its problem details. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { title, detail } = describeError(error);
  return (
    <div className="message message-error" role="alert" data-testid="error-state">
      <span className="message-icon">
        <Icon name="octagon" size={20} />
      </span>
      <p className="message-title">{title}</p>
      <div className="message-body">
        <p>{detail}</p>
        {error instanceof ApiError && error.problem.errors !== undefined ? (
          <ul>
            {error.problem.errors.map((entry) => (
              <li key={entry.parameter}>
                <code>{entry.parameter}</code>: {entry.detail}
              </li>
            ))}
          </ul>
        ) : null}
        <button type="button" className="button" onClick={onRetry}>
          <Icon name="refresh" /> Try again
        </button>
      </div>
    </div>
  );
}

function describeError(error: Error): { title: string; detail: string } {
  if (error instanceof ApiError) return error.problem;
  return { title: 'The page failed', detail: error.message };
}
