import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { parseArn } from '../../../core/model/arn.ts';
import { messageOf, type MessageContext } from './message.ts';
import type { Report } from './report.ts';

/** Tells of a report. Subscriptions can choose by its state and the role's account. @throws what SNS says */
export async function notify(topic: string, report: Report, context: MessageContext): Promise<void> {
  const { subject, body } = messageOf(report, context);
  await new SNSClient().send(
    new PublishCommand({
      TopicArn: topic,
      Subject: subject,
      Message: body,
      MessageAttributes: {
        state: attribute(report.state),
        account: attribute(parseArn(report.finding.role)!.account),
      },
    }),
  );
}

const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
