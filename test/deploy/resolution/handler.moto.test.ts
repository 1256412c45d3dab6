import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { handle } from '../../../deploy/resolution/handler/handle.ts';
import { document, trusts } from '../../support/organization.ts';
import { startMoto, type Moto } from '../../aws/moto/server.ts';
import { connect, connectTo, SeededOrganization } from '../../aws/moto/seed.ts';
import { ALLOW, ANALYZER, FUNCTION, MEMBER_ROLE, SETTINGS, SID, Stage, VENDOR } from './world.ts';
import { template } from './template.ts';

const trust = (policy: object) => ({ AssumeRolePolicyDocument: JSON.stringify(policy) });
const arnOf = (url: string): string => `arn:aws:sqs:us-east-1:${url.split('/').slice(-2).join(':')}`;

/**
 * The whole way, with others' idea of AWS: the rule of the template chooses events, the handler changes a role in another account by
 * IAM and STS, and SNS delivers the message. Access Analyzer, which moto has not, is the stub.
 */
describe.skipIf(inject('moto') === null)('on moto', () => {
  let moto: Moto;
  let stage: Stage;
  let member: IAMClient;
  let role: string;
  let topic: string;
  let [events, mails] = ['', ''];
  const sqs = () => new SQSClient(connect(moto.url));

  beforeAll(async () => {
    moto = await startMoto();
    const connection = connect(moto.url);
    const organization = await SeededOrganization.create(connection);
    const account = await organization.account('member', organization.root);
    member = new IAMClient(await connectTo(account, connection));
    const deploy = { RoleName: 'Deploy', Path: '/team/', ...trust(document(ALLOW)) };
    role = (await member.send(new CreateRoleCommand(deploy))).Role!.Arn!;
    await member.send(new CreateRoleCommand({ RoleName: MEMBER_ROLE, ...trust(trusts('*')) }));
    [events, mails] = [await queue('events'), await queue('mails')];
    topic = (await new SNSClient(connection).send(new CreateTopicCommand({ Name: 'findings' }))).TopicArn!;
    const subscription = { TopicArn: topic, Protocol: 'sqs', Endpoint: arnOf(mails) };
    await new SNSClient(connection).send(new SubscribeCommand(subscription));
    await connectRule();
    stage = await Stage.set({ at: role });
    vi.stubEnv('AWS_ENDPOINT_URL_ACCESSANALYZER', stage.stub.url);
    vi.stubEnv('AWS_ENDPOINT_URL', moto.url);
  });
  afterAll(async () => {
    await stage.leave();
    await moto.stop();
  });
  beforeEach(async () => {
    await received(events);
  });

  const queue = async (QueueName: string): Promise<string> =>
    (await sqs().send(new CreateQueueCommand({ QueueName }))).QueueUrl!;

  /** What is in a queue, which is then empty. */
  async function received(QueueUrl: string): Promise<Record<string, unknown>[]> {
    const { Messages = [] } = await sqs().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { ReceiptHandle } of Messages) await sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body }) => JSON.parse(Body!) as Record<string, unknown>);
  }

  /** As CloudFormation would, but that a queue is in the function's place. */
  async function connectRule(): Promise<void> {
    const { EventPattern } = template('function.yaml', { AnalyzerArn: ANALYZER }).properties('Rule');
    const client = new EventBridgeClient(connect(moto.url));
    await client.send(new PutRuleCommand({ Name: 'findings', EventPattern: JSON.stringify(EventPattern) }));
    await client.send(new PutTargetsCommand({ Rule: 'findings', Targets: [{ Id: 'queue', Arn: arnOf(events) }] }));
  }

  async function send(event: Record<string, unknown>): Promise<void> {
    const { source, resources, detail } = event;
    const entry = {
      Source: String(source),
      DetailType: String(event['detail-type']),
      Resources: resources as string[],
      Detail: JSON.stringify(detail),
    };
    const { FailedEntryCount } = await new EventBridgeClient(connect(moto.url)).send(
      new PutEventsCommand({ Entries: [entry] }),
    );
    if (FailedEntryCount !== 0) throw new Error('The event was not taken.');
  }

  test('a finding goes through the rule, is denied in the other account, and told', async () => {
    await send(stage.event());
    const [event, ...others] = await received(events);
    expect(others).toEqual([]);
    const answer = await handle(
      event,
      { invokedFunctionArn: FUNCTION, awsRequestId: 'request' },
      { environment: { ...SETTINGS, ROLEREACH_TOPIC: topic }, write: () => {}, now: () => new Date() },
      new Set(),
    );
    expect(answer).toMatchObject({ state: 'applied', role });
    const { Role } = await member.send(new GetRoleCommand({ RoleName: 'Deploy' }));
    const { Statement } = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as { Statement: object[] };
    expect(Statement).toEqual([
      ALLOW,
      expect.objectContaining({ Sid: SID, Condition: { StringEquals: { 'aws:PrincipalAccount': VENDOR } } }),
    ]);
    const [mail] = await received(mails);
    expect(mail).toMatchObject({
      Subject: expect.stringContaining('access taken away'),
      Message: expect.stringContaining(role),
      MessageAttributes: { state: { Value: 'applied' }, account: { Value: role.split(':')[4] } },
    });
  });

  const without = (name: string): Record<string, unknown> => {
    const { [name]: _, ...detail } = stage.event()['detail'] as Record<string, unknown>;
    return { detail };
  };

  test.each<[chosen: boolean, what: string, change: () => Record<string, unknown>]>([
    [true, 'an active finding about a role', () => ({})],
    [true, 'of the second version', () => stage.event({ findingType: 'ExternalAccess', findingId: 'x' })],
    [true, 'with an error', () => stage.event({ error: 'ACCESS_DENIED', principal: undefined })],
    [true, 'that does not say whether it was deleted', () => without('isDeleted')],
    [false, 'about something else', () => stage.event({ resourceType: 'AWS::S3::Bucket' })],
    [false, 'that does not say about what', () => without('resourceType')],
    [false, 'resolved', () => stage.event({ status: 'RESOLVED' })],
    [false, 'archived', () => stage.event({ status: 'ARCHIVED' })],
    [false, 'deleted', () => stage.event({ isDeleted: true })],
    [false, 'of internal access', () => stage.event({ findingType: 'InternalAccess' })],
    [false, 'of unused access', () => ({ 'detail-type': 'Unused Access Finding for IAM entities' })],
    [false, 'of another analyzer', () => ({ resources: [`${ANALYZER}-of-the-account`] })],
    [false, 'of another source', () => ({ source: 'aws.securityhub' })],
  ])('the rule chooses (%s) an event %s', async (chosen, _, change) => {
    await send({ ...stage.event(), ...change() });
    expect(await received(events)).toHaveLength(chosen ? 1 : 0);
  });
});
