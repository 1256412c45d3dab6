import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../util/words.ts';
import type { GrantedService } from './queries.ts';
import classes from './refine.module.css';
import { countsText, inOrder, lastUseText, USE_NAMES } from './words.ts';

/** Services beyond these are shown when asked for. */
const SHOWN = 10;

/** Services that a role may use, each with its last use; one that opens has its used actions inside. */
export function Services({ services }: { services: readonly GrantedService[] }) {
  const [all, setAll] = useState(false);
  const sorted = inOrder(services);
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  if (services.length === 0) return null;
  return (
    <>
      <ul className={classes.services} aria-label="Services">
        {shown.map((service) => (
          <li key={service.service} data-use={service.use}>
            {service.actions.totalCount === 0 ? (
              <Line service={service} />
            ) : (
              <details>
                <summary>
                  <Line service={service} />
                </summary>
                <UsedActions service={service} />
              </details>
            )}
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <UnstyledButton className={classes.more} onClick={() => setAll(true)}>
          {counted(sorted.length - shown.length, 'more service')}
        </UnstyledButton>
      )}
    </>
  );
}

const Line = ({ service }: { service: GrantedService }) => (
  <span className={classes.line} title={service.name}>
    <span className={classes.service}>{service.service}</span>
    <span className={classes.use}>{USE_NAMES[service.use]}</span>
    <span className={classes.counts}>{countsText(service.counts)}</span>
    <span className={classes.last}>{lastUseText(service)}</span>
  </span>
);

const UsedActions = ({ service: { actions, service } }: { service: GrantedService }) => (
  <ul className={classes.actions} aria-label={`Used actions of ${service}`}>
    {actions.items.map((action) => (
      <li key={action.name} className={classes.line}>
        <span className={classes.service}>{action.name}</span>
        <span className={classes.last}>{lastUseText(action)}</span>
      </li>
    ))}
    {actions.totalCount > actions.items.length && (
      <li>{counted(actions.totalCount - actions.items.length, 'more used action')}</li>
    )}
  </ul>
);
