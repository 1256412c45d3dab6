/** The six fields of an ARN; `resource` keeps its colons and slashes. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Null where the text is not an ARN of six fields. Wildcards are taken as they stand. */
export function parseArn(text: string): Arn | null {
  const fields = text.split(':', 6);
  if (fields.length < 6 || fields[0] !== 'arn') return null;
  const [, partition, service, region, account, type] = fields as [string, string, string, string, string, string];
  const rest = text.length - 'arn:::::'.length - partition.length - service.length - region.length - account.length;
  return { partition, service, region, account, resource: rest === type.length ? type : text.slice(-rest) };
}

/** The last part of a path-like name: `role/team/Deployer` → `Deployer`. */
export const lastSegment = (resource: string): string => resource.slice(resource.lastIndexOf('/') + 1);

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
