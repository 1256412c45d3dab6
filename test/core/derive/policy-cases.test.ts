import { describe, expect, it } from 'vitest';
import { oracleEdges } from '../../oracle/oracle.ts';
import { readCases, type Expectation } from '../../policy-cases/read-cases.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly verdict: string;
}

const line = ({ from, to, action = 'sts:AssumeRole', verdict }: Edge | Expectation) =>
  `${from} → ${to} ${action} ${verdict}`;

describe.each(readCases())('$name', (policyCase) => {
  const edges = policyCase.expect.filter(({ verdict }) => verdict !== 'DENIED');

  it('by the naive evaluator', () => {
    expect(oracleEdges(policyCase.snapshot).map(line).toSorted()).toEqual(edges.map(line).toSorted());
  });
});
