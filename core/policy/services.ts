/** Services that act for the account of the role only: the role is handed to an instance or function of one's own. */
const ACT_AT_HOME: ReadonlySet<string> = new Set(['ec2.amazonaws.com', 'ec2.amazonaws.com.cn', 'lambda.amazonaws.com']);

/** Whether the service cannot be got to use the role on behalf of another account. */
export const actsAtHome = (service: string): boolean => ACT_AT_HOME.has(service);

/**
 * Services that pass session tags with every call ("Create IAM role with trust policy required by EKS Pod Identity",
 * "Trust model in AWS Identity and Access Management Roles Anywhere").
 */
const PASS_TAGS: ReadonlySet<string> = new Set(['pods.eks.amazonaws.com', 'rolesanywhere.amazonaws.com']);

export const passesTags = (service: string): boolean => PASS_TAGS.has(service);

/** Whether its tags go with the session into every later one, unless its user disables them ("Grant Pods access to AWS resources based on tags"). */
export const tagsAreTransitive = (service: string): boolean => service === 'pods.eks.amazonaws.com';
