import { Alert, List, Text, Title } from '@mantine/core';
import { shortName } from '../panel/short-name.ts';
import { DocumentDiff } from '../policy/DocumentDiff.tsx';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { counted } from '../util/words.ts';
import type { HopChange, Plan } from './queries.ts';
import classes from './resolution.module.css';

/** Rows beyond these are counted. */
const SHOWN = 50;

/** The change to the trust policy, what it cuts, and what else it would change. */
export function PlanPreview({ plan }: { plan: Plan }) {
  const { roleId, fromId, before, after, alreadyThere, hops, complete, warnings } = plan;
  return (
    <>
      <div className={classes.block}>
        <Text size="sm" className={classes.id}>
          From <strong>{shortName(fromId)}</strong> ({fromId}) to <strong>{shortName(roleId)}</strong> ({roleId}).
        </Text>
        {alreadyThere ? (
          <Alert color="blue" role="status">
            The statement is in the trust policy already.
          </Alert>
        ) : (
          <DocumentDiff name={`the trust policy of ${shortName(roleId)}`} before={before} after={after} />
        )}
      </div>
      <section className={classes.block}>
        <Title order={3} className={classes.title}>
          Cuts
        </Title>
        <ul className={classes.rows}>
          {hops.map((hop) => (
            <HopRow key={hop.action} hop={hop} who={shortName(hop.fromId)} />
          ))}
        </ul>
      </section>
      <Collateral plan={plan} />
      {(warnings.length > 0 || !complete) && (
        <Alert color="yellow" title="Worth knowing">
          <List size="sm">
            {warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
            {!complete && <List.Item>Something could not be read, or looked at, that may change this.</List.Item>}
          </List>
        </Alert>
      )}
    </>
  );
}

function Collateral({ plan: { fromId, roleId, others, losses, lossCount } }: { plan: Plan }) {
  const collateral = losses.filter(({ sourceId, targetId }) => sourceId !== fromId || targetId !== roleId);
  const unseen =
    lossCount - losses.length + Math.max(collateral.length - SHOWN, 0) + Math.max(others.length - SHOWN, 0);
  return (
    <section className={classes.block}>
      <Title order={3} className={classes.title}>
        Changes with it
      </Title>
      {others.length + collateral.length === 0 && <Text size="sm">Nothing else.</Text>}
      <ul className={classes.rows}>
        {others.slice(0, SHOWN).map((hop) => (
          <HopRow key={`${hop.fromId} ${hop.action}`} hop={hop} who={hop.fromId} />
        ))}
        {collateral.slice(0, SHOWN).map(({ sourceId, targetId, before, after }) => (
          <li key={`${sourceId} ${targetId}`}>
            <span className={classes.id}>
              <span title={sourceId}>{shortName(sourceId)}</span> no longer reaches{' '}
              <span title={targetId}>{shortName(targetId)}</span>
              {after !== null && ' whatever the request'}
            </span>
            <span className={classes.verdicts}>
              <VerdictBadge verdict={before} /> → <VerdictBadge verdict={after ?? 'DENIED'} />
            </span>
          </li>
        ))}
        {unseen > 0 && <li>… and {counted(unseen, 'more')}: rolereach plan --json has all</li>}
      </ul>
    </section>
  );
}

const HopRow = ({ hop: { action, before, after }, who }: { hop: HopChange; who: string }) => (
  <li>
    <span className={classes.id}>
      {who} by {action}
      {after.conditions.length > 0 && ` ${after.conditions.join(', and ')}`}
    </span>
    <span className={classes.verdicts}>
      <VerdictBadge verdict={before.verdict} /> → <VerdictBadge verdict={after.verdict} />
    </span>
  </li>
);
