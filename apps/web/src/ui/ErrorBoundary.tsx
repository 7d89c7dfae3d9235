import { Component, type ReactNode } from 'react';
import { Unavailable } from './DataState.js';

interface Props {
  children: ReactNode;
  /** A change of it clears the error (the address). */
  resetKey?: string;
}

/** Keeps a broken block from taking the page with it; offers another try. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Unavailable error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
