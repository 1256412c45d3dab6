import { randomUUID } from 'node:crypto';
import { AwsError } from '../protocol/error.ts';
import { text, type Json } from '../protocol/json.ts';
import { found, required, type Context, type Operations } from './operation.ts';

export const sns: Operations = { Publish: publish };

/** Page "Publish" of the API reference: bytes of a message, and what a subject may be. */
const MOST = 262_144;
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,98}$/;

/** What was published stands in the requests that were answered. */
function publish(context: Context): Json {
  const { world, account, parameters } = context;
  const topic = required(context, 'TopicArn');
  const message = required(context, 'Message');
  const subject = text(parameters, 'Subject');
  found(
    world.extras(account).topics?.find((arn) => arn === topic),
    'NotFound',
    'Topic does not exist',
    404,
  );
  if (Buffer.byteLength(message) > MOST) throw invalid('Message too long');
  if ('Subject' in parameters && !SUBJECT.test(subject)) throw invalid('Subject');
  return { MessageId: randomUUID() };
}

const invalid = (what: string): AwsError => new AwsError('InvalidParameter', 400, `Invalid parameter: ${what}`);
