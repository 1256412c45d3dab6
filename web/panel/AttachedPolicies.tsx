import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { CheckedPolicy } from '../policy/CheckedPolicy.tsx';
import { explainError } from '../ui/explain-error.ts';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import classes from './panel.module.css';
import { policyText, type AttachedPolicy } from './queries.ts';
import { SIDE_NAMES } from './sides.ts';

export const AttachedPolicies = ({ policies }: { policies: readonly AttachedPolicy[] }) => (
  <ul className={classes.policies}>
    {policies.map(
      ({ side, group, policy }) =>
        policy && <Attached key={`${side} ${policy.id} ${group}`} side={side} group={group} policy={policy} />,
    )}
  </ul>
);

function Attached({ side, group, policy }: AttachedPolicy & { policy: NonNullable<AttachedPolicy['policy']> }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <li>
      <UnstyledButton className={classes.policy} onClick={toggle} aria-expanded={open} data-open={open || undefined}>
        <GlyphIcon glyph="down" size={14} />
        <span className={classes.policyName}>
          {policy.kind === 'TRUST' ? SIDE_NAMES.TRUST : policy.name}
          <Text component="span" size="xs" c="dimmed">
            {[side === 'TRUST' ? null : SIDE_NAMES[side].toLowerCase(), group && `of group ${group}`]
              .filter(Boolean)
              .join(' ')}
          </Text>
        </span>
      </UnstyledButton>
      {open && <Document id={policy.id} side={side} name={policy.name} />}
    </li>
  );
}

function Document({ id, side, name }: { id: string; side: AttachedPolicy['side']; name: string }) {
  const { data, error, isPending } = useQuery(policyText(id));
  if (isPending) return <Skeleton height={120} />;
  if (error) return <Text size="sm">{explainError(error)}</Text>;
  return data === null ? (
    <Text size="sm">This policy is no longer there.</Text>
  ) : (
    <CheckedPolicy id={id} side={side} name={name} document={data} />
  );
}
