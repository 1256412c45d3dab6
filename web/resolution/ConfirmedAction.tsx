import { Button, Checkbox, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './resolution.module.css';
import type { Action } from './use-action.ts';

interface ConfirmedActionProps {
  /** On the button. */
  label: string;
  /** What a person says by ticking it. */
  confirmation: string;
  action: Action;
  onGo: () => void;
  /** What it does. */
  children: ReactNode;
}

/** Something that changes an account: it is confirmed first. */
export function ConfirmedAction({ label, confirmation, action, onGo, children }: ConfirmedActionProps) {
  const [confirmed, setConfirmed] = useState(false);
  return (
    <div className={classes.block}>
      <Text size="sm">{children}</Text>
      <Group justify="space-between">
        <Checkbox
          label={confirmation}
          checked={confirmed}
          onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)}
        />
        <Button color="red" disabled={!confirmed} loading={action.pending} onClick={onGo}>
          {label}
        </Button>
      </Group>
    </div>
  );
}
