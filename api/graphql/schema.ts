import './scalars.ts';
import './queries.ts';
import './external-queries.ts';
import './ingests.ts';
import './usage-queries.ts';
import './refine-queries.ts';
import './remediation.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
