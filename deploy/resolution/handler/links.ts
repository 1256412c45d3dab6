import { lastSegment, parseArn } from '../../../core/model/arn.ts';

/** Where the console of a partition is; of isolated partitions it is not known. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Of a role's trust policy, in the role's own account. */
export function roleLink(role: string): string | null {
  const { partition, resource } = parseArn(role)!;
  const name = encodeURIComponent(lastSegment(resource));
  return linkTo(partition, `iam/home#/roles/details/${name}?section=trust_relationships`);
}

/** Of a finding, in the account and region of its analyzer. */
export function findingLink(analyzer: string, finding: string): string | null {
  const { partition, region } = parseArn(analyzer)!;
  return linkTo(partition, `access-analyzer/home?region=${region}#/findings/details/${finding}`);
}

const linkTo = (partition: string, place: string): string | null =>
  Object.hasOwn(CONSOLES, partition) ? `https://${CONSOLES[partition]}/${place}` : null;
