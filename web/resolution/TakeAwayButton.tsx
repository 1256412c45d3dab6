import { Button } from '@mantine/core';
import type { Cut } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';

interface TakeAwayButtonProps {
  cut: Cut;
  /** Read out beside it, where several stand on a page. */
  of?: string;
}

/** Opens the plan for taking an access away. */
export function TakeAwayButton({ cut, of }: TakeAwayButtonProps) {
  const { change } = useRoute();
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={of === undefined ? undefined : `Take this access away… ${of}`}
      onClick={() => change({ resolution: { kind: 'cut', cut } })}
    >
      Take this access away…
    </Button>
  );
}
