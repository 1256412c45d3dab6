import type {
  IdentityCenterDetails,
  IdentityGroupDetail,
  IdentityUserDetail,
  PermissionSetDetail,
} from '../../core/model/identity-center.ts';
import { ImportError } from '../errors.ts';
import { anything, type Check, isObject, list, matching, object, optional, sentence, text } from './shape.ts';

type Instance = IdentityCenterDetails['Instance'];
type Assignment = IdentityCenterDetails['Assignments'][number];

const permissionSet: Check = object<PermissionSetDetail>({
  PermissionSetArn: text,
  Name: text,
  Description: optional(text),
  SessionDuration: optional(text),
  ManagedPolicies: optional(list(object<PermissionSetDetail['ManagedPolicies'][number]>({ Name: text, Arn: text }))),
  CustomerManagedPolicies: optional(
    list(object<PermissionSetDetail['CustomerManagedPolicies'][number]>({ Name: text, Path: optional(text) })),
  ),
  InlinePolicy: optional(text),
  PermissionsBoundary: anything,
});

const identityCenter = object<IdentityCenterDetails>({
  Instance: object<Instance>({
    InstanceArn: matching(/^arn:aws[a-z-]*:sso:::instance\/./, 'the ARN of an instance'),
    IdentityStoreId: text,
    OwnerAccountId: optional(text),
    Region: text,
  }),
  PermissionSets: list(permissionSet),
  Assignments: list(
    object<Assignment>({
      AccountId: matching(/^\d{12}$/, 'an account id of twelve digits'),
      PermissionSetArn: text,
      PrincipalType: matching(/^(USER|GROUP)$/, 'USER or GROUP'),
      PrincipalId: text,
    }),
  ),
  Users: list(object<IdentityUserDetail>({ UserId: text, UserName: optional(text), DisplayName: optional(text) })),
  Groups: list(
    object<IdentityGroupDetail>({ GroupId: text, DisplayName: optional(text), Members: optional(list(text)) }),
  ),
});

/** Whether a JSON value has the look of an instance of Identity Center, or of several. */
export const isIdentityCenter = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isIdentityCenter)
    : isObject(value) && isObject(value['Instance']) && 'PermissionSets' in value && 'Assignments' in value;

/**
 * The instances of a file: an object each, one after another or in a list.
 * @throws ImportError
 */
export function readIdentityCenters(file: string, values: readonly unknown[]): IdentityCenterDetails[] {
  return values.flat().map((value) => {
    const mismatch = identityCenter(value);
    if (mismatch !== null)
      throw new ImportError(file, `${sentence(mismatch)} The file should be as docs/organization-file.md says.`);
    return withDefaults(value as IdentityCenterDetails);
  });
}

/** The CLI leaves out what is empty. */
const withDefaults = (center: IdentityCenterDetails): IdentityCenterDetails => ({
  ...center,
  PermissionSets: center.PermissionSets.map((set) => ({ ...NOTHING_ELSE, ...set })),
});

const NOTHING_ELSE = { ManagedPolicies: [], CustomerManagedPolicies: [], InlinePolicy: '' };
