import { Modal } from '@mantine/core';
import type { Principal } from '../api/fragments.ts';
import { useRoute } from '../route/use-route.ts';
import { SearchBox } from './SearchBox.tsx';
import type { Purpose } from './SearchProvider.tsx';
import classes from './search.module.css';

const PROMPTS: Readonly<Record<Purpose, string>> = {
  open: 'Part of a name, an ARN or an account',
  from: 'Who starts: part of a name, an ARN or an account',
  to: 'Which role: part of its name, ARN or account',
};

/** What is typed right after the key that opens it goes into the field. */
const NO_TRANSITION = { duration: 0 };

/** @param purpose null while closed */
export function SearchDialog({ purpose, onClose }: { purpose: Purpose | null; onClose: () => void }) {
  const pick = usePick(purpose ?? 'open');
  return (
    <Modal.Root
      opened={purpose !== null}
      onClose={onClose}
      size={640}
      yOffset="10vh"
      transitionProps={NO_TRANSITION}
      classNames={{ content: classes.dialog }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Search principals" radius="lg">
        <SearchBox
          prompt={PROMPTS[purpose ?? 'open']}
          rolesOnly={purpose === 'to'}
          onPick={(principal) => {
            onClose();
            pick(principal);
          }}
        />
      </Modal.Content>
    </Modal.Root>
  );
}

/** A role opens as the target of chains, anything else as their start. */
function usePick(purpose: Purpose): (principal: Principal) => void {
  const { route, ask } = useRoute();
  return ({ nodeId, kind }) => {
    if (purpose === 'from') ask({ from: nodeId, to: route.to });
    else if (purpose === 'to') ask({ from: route.from, to: nodeId });
    else ask(kind === 'ROLE' ? { to: nodeId } : { from: nodeId });
  };
}
