import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRoute } from '../route/use-route.ts';

/** Principals that must not lose access, separated by commas; taken over with Enter, or when the field is left. */
export function BreakGlass() {
  const { route, change } = useRoute();
  const [text, setText] = useState(route.breakGlass.join(', '));
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    const words = text.split(',').map((word) => word.trim());
    change({ breakGlass: words.filter((word) => word !== '') });
  };
  return (
    <form onSubmit={take}>
      <TextInput
        label="Must not lose access"
        description="Break-glass principals: ARN or ACCOUNT/NAME, separated by commas. Where one would lose access, there is no plan."
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => take()}
      />
    </form>
  );
}
