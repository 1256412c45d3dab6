import { useQuery } from '@tanstack/react-query';
import { PolicyDocument } from './PolicyDocument.tsx';
import { policyFindings, type Side } from './queries.ts';

interface CheckedPolicyProps {
  id: string;
  side: Side;
  name: string;
  document: string;
  highlight?: readonly number[];
}

/** A policy document with what is worth knowing about it, which comes when it comes. */
export function CheckedPolicy({ id, side, ...shown }: CheckedPolicyProps) {
  const { data: findings } = useQuery(policyFindings(id, side));
  return <PolicyDocument {...shown} {...(findings === undefined ? {} : { findings })} />;
}
