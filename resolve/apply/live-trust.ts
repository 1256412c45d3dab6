import { GetRoleCommand, type IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { lastSegment, parseArn } from '../../core/model/arn.ts';
import { decodeDocument } from '../../core/policy/decode.ts';

/** What is there. */
export interface TrustNow {
  readonly document: unknown;
  /** Of the role. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The trust policy of a role, where it is. */
export interface LiveTrust {
  /** Null where there is no such role; a document that is no JSON is undefined. @throws what IAM says */
  read(): Promise<TrustNow | null>;
  /** @throws what IAM says */
  write(document: string): Promise<void>;
}

/** @param iam of the role's own account: in another, a role of the same name would be meant */
export function liveTrust(iam: IAMClient, role: string): LiveTrust {
  const RoleName = lastSegment(parseArn(role)!.resource);
  return {
    async read() {
      try {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        // A name is unique in an account whatever the path: this may be another role, made since.
        if (Role?.Arn !== role) return null;
        const decoded = decodeDocument(Role.AssumeRolePolicyDocument);
        const tags = Object.fromEntries((Role.Tags ?? []).map(({ Key, Value }) => [Key!, Value!]));
        return { document: decoded.ok ? decoded.value : undefined, tags };
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchEntityException') return null;
        throw error;
      }
    },
    async write(PolicyDocument) {
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    },
  };
}
