import type { ReactNode } from 'react';
import type { Scene } from '../scene/scene.ts';
import classes from './ChainCanvas.module.css';

/** What the lines mean, as far as the picture has them, and what else there is to say about it. */
export function Legend({ scene, children }: { scene: Scene; children?: ReactNode }) {
  const kinds = [
    { look: 'allowed', text: 'allowed', shown: scene.hops.some((hop) => hop.verdict === 'ALLOWED' && !hop.outside) },
    { look: 'conditional', text: 'under conditions', shown: scene.hops.some((hop) => hop.verdict === 'CONDITIONAL') },
    { look: 'outside', text: 'from outside', shown: scene.hops.some((hop) => hop.outside) },
    { look: 'used', text: 'used', shown: scene.hops.some((hop) => hop.use === 'USED') },
    { look: 'unused', text: 'unused for 90 days', shown: scene.hops.some((hop) => hop.use === 'UNUSED') },
    {
      look: 'uncovered',
      text: 'thin: no log tells',
      shown: scene.hops.some((hop) => hop.use === 'NOT_COVERED'),
    },
  ];
  return (
    <div className={classes.legend}>
      <ul aria-label="Legend">
        {kinds.map(
          ({ look, text, shown }) =>
            shown && (
              <li key={look}>
                <svg width="34" height="8" aria-hidden className={classes[look]}>
                  <path d="M0 4h30" />
                  <path d="M28 1l5 3-5 3z" className={classes.arrow} />
                </svg>
                {text}
              </li>
            ),
        )}
      </ul>
      {children}
    </div>
  );
}
