import type { Json } from '../protocol/json.ts';
import { found, required, type Context, type Operations } from './operation.ts';

export const secretsmanager: Operations = { GetSecretValue: getSecretValue };

/** By its ARN. */
function getSecretValue(context: Context): Json {
  const arn = required(context, 'SecretId');
  const missing = "Secrets Manager can't find the specified secret.";
  const secret = found(context.world.extras(context.account).secrets?.[arn], 'ResourceNotFoundException', missing);
  return { ARN: arn, Name: arn.split(':').at(-1)!, SecretString: secret, VersionStages: ['AWSCURRENT'] };
}
