import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { State } from '../ui/State.tsx';

/** In place of a page that failed, such as one whose parts the server, since renewed, no longer has. */
export class Unexpected extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <State glyph="warning" tone="error" order={1} title="Something went wrong on this page">
        <p>{error.message}</p>
        <Button variant="default" onClick={() => location.reload()}>
          Load it again
        </Button>
      </State>
    );
  }
}
