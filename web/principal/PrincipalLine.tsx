import { Badge, Text } from '@mantine/core';
import type { Principal } from '../api/fragments.ts';
import { accountTitle, displayName, isOutside, KIND_GLYPHS, kindName } from './describe.ts';
import classes from './principal.module.css';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';

/** A principal in one row: its glyph, its name, what it is and where. */
export function PrincipalLine({ principal, withId = false }: { principal: Principal; withId?: boolean }) {
  const outside = isOutside(principal);
  return (
    <span className={classes.line}>
      <PrincipalTile principal={principal} />
      <span className={classes.words}>
        <span className={classes.name}>{displayName(principal)}</span>
        <Text component="span" size="xs" c="dimmed" className={classes.detail}>
          {[kindName(principal), accountTitle(principal)].filter(Boolean).join(' · ')}
        </Text>
        {withId && (
          <Text component="span" size="xs" c="dimmed" ff="monospace" className={classes.detail}>
            {principal.nodeId}
          </Text>
        )}
      </span>
      {outside && <OutsideBadge />}
    </span>
  );
}

export function PrincipalTile({ principal }: { principal: Pick<Principal, 'kind' | 'inOrganization'> }) {
  return (
    <span className={classes.tile} data-outside={isOutside(principal) || undefined}>
      <GlyphIcon glyph={KIND_GLYPHS[principal.kind]} size={20} />
    </span>
  );
}

export const OutsideBadge = () => (
  <Badge variant="light" color="red" size="sm" className={classes.badge}>
    outside
  </Badge>
);
