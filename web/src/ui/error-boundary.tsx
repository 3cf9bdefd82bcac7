import { Component, type ReactNode } from 'react';
import { ErrorState } from './messages';

interface State {
  readonly error: Error | undefined;
}

/** Keeps a failure of one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ErrorState error={error} onRetry={() => window.location.reload()} />;
  }
}
