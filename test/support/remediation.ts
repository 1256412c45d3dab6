import type { RemediationControl } from '../../api/index.ts';
import { liveTrust } from '../../resolve/apply/live-trust.ts';
import { liveAnalyzer } from '../../resolve/archive/create-rule.ts';
import type { AwsStub } from '../aws/index.ts';
import { accessAnalyzerClient, iamClient } from '../aws/sdk.ts';

/** Gets at the roles and analyzers of the account that the stub's credentials are of. */
export const stubRemediation = (stub: AwsStub, control: Partial<RemediationControl> = {}): RemediationControl => ({
  through: 'as the test',
  breakGlass: [],
  accessTo: async (arn) => ({ trust: liveTrust(iamClient(stub), arn), caller: CALLER }),
  analyzerAccess: async (arn) => ({
    live: liveAnalyzer(accessAnalyzerClient(stub, { region: arn.split(':')[3]! }), arn),
    caller: CALLER,
  }),
  tell: () => {},
  ...control,
});

const CALLER = 'arn:aws:iam::111111111111:user/remedy';
