import { z } from 'zod';
import { partBelow, unreadPart } from '../../../errors/unread-part.js';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { EpisodeEvent, EpisodeEventKind } from '../../episodes/episode.service.js';
import {
  type Adapter,
  type AdapterInput,
  type AdapterOutput,
  adapterOutput,
  UnreadableDelivery,
} from './adapter.js';
import { describeTrigger } from './cloudwatch-trigger.js';
import { readJson, readPart } from './read-json.js';
import { cutName, cutSummary, LooseParts, labelsOf, MaybeText, Name, serviceOf } from './sender-labels.js';
import { SenderTime } from './sender-time.js';

const DEFAULT_SERVICE_LABELS = ['service', 'ServiceName'];

const Envelope = z.looseObject({
  Type: Name,
  TopicArn: MaybeText,
  Message: z.string(),
});
type Envelope = z.output<typeof Envelope>;
/** As a Lambda function gets it, and some forward it. */
const Records = z.looseObject({ Records: z.array(z.looseObject({ Sns: z.unknown() })).min(1) });

const STATES: Readonly<Record<string, EpisodeEventKind>> = {
  ALARM: 'firing',
  OK: 'ok',
  // The alarm cannot see: neither a firing nor an end.
  INSUFFICIENT_DATA: 'no_data',
};

const Alarm = z.looseObject({
  AlarmName: Name,
  AlarmArn: MaybeText,
  AlarmDescription: MaybeText,
  AlarmRule: MaybeText,
  AWSAccountId: MaybeText,
  Region: MaybeText,
  NewStateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  OldStateValue: MaybeText,
  NewStateReason: MaybeText,
  StateChangeTime: SenderTime,
  Trigger: LooseParts.nullish(),
});
type Alarm = z.output<typeof Alarm>;

/**
 * CloudWatch alarms by SNS: notifications in their envelope, with raw delivery (the alarm alone, the topic in a
 * header), or as a Lambda function hands them on. An alarm is one rule with one instance, its ARN; SNS names no start,
 * so episodes are folded. Confirmations of subscriptions are the business of the receiver, which checks signatures.
 * A topic feeds programs as well as people, so a message proves no notification.
 * Blind spots: alarms without an OK action never end, those without an INSUFFICIENT_DATA action never say that they
 * are blind; several notifications of one topic come in any order.
 */
export const readCloudwatch: Adapter = (input) => {
  const value = readJson(input.body);
  const records = Records.safeParse(value);
  const parts = records.success ? records.data.Records.map(({ Sns }) => Sns) : [value];
  const output = adapterOutput();
  for (const [index, part] of parts.entries()) {
    try {
      const read = readNotification(part, input);
      output.events.push(...read.events);
      output.definitions.push(...read.definitions);
      output.warnings.push(...read.warnings);
    } catch (error) {
      if (!(error instanceof UnreadableDelivery) || parts.length === 1) throw error;
      output.problems.push(partBelow(`Records.${index}`, error.part));
    }
  }
  return output;
};

function readNotification(value: unknown, input: AdapterInput): AdapterOutput {
  const isEnvelope = value !== null && typeof value === 'object' && 'Type' in value;
  if (!isEnvelope) return readAlarm(value, input.headers['x-amz-sns-topic-arn'] ?? null, input);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_sns', envelope.problem);
  const { Type, TopicArn, Message } = envelope.data;
  if (Type !== 'Notification') {
    return adapterOutput({ warnings: [`${Type}: no alarm, nothing to read.`] });
  }
  return readAlarm(parseMessage(Message), TopicArn, input);
}

function parseMessage(text: Envelope['Message']): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableDelivery(
      'not_cloudwatch_alarm',
      unreadPart({ field: 'Message', code: 'cloudwatch_alarm', found: 'another text' }),
    );
  }
}

function readAlarm(
  value: unknown,
  topicArn: string | null,
  { receivedAt, settings }: AdapterInput,
): AdapterOutput {
  const read = readPart(Alarm, value, 'Message');
  if (read.problem !== null) throw new UnreadableDelivery('not_cloudwatch_alarm', read.problem);
  const alarm = read.data;
  const kind = STATES[alarm.NewStateValue]!;
  const uid = cutName(alarmUid(alarm, topicArn));
  const trigger = describeTrigger(alarm.Trigger ?? {});
  const labels = labelsOf([
    ['namespace', trigger.namespace],
    ['metric', trigger.metric],
    ...trigger.dimensions,
    ['account', alarm.AWSAccountId],
    ['region', alarm.Region],
  ]);
  const service = serviceOf(labels, settings.serviceLabels, DEFAULT_SERVICE_LABELS);
  const event: EpisodeEvent = {
    ruleUid: uid,
    ruleName: alarm.AlarmName,
    fingerprint: uid,
    startsAt: null,
    kind,
    at: alarm.StateChangeTime,
    service,
    severity: null,
    labels,
    annotations: labelsOf([
      ['description', cutSummary(alarm.AlarmDescription)],
      ['reason', cutSummary(alarm.NewStateReason)],
    ]),
    generatorUrl: consoleUrl(uid),
    summary: cutSummary(alarm.AlarmDescription),
    detail: { from: alarm.OldStateValue, to: alarm.NewStateValue, reason: cutSummary(alarm.NewStateReason) },
    receivedAt,
  };
  const expression = alarm.AlarmRule ?? trigger.expression;
  const definition: RuleDefinition = {
    uid,
    name: alarm.AlarmName,
    expression,
    forSeconds: trigger.forSeconds,
    labels,
    annotations: labelsOf([['description', cutSummary(alarm.AlarmDescription)]]),
    service,
    summary: cutSummary(alarm.AlarmDescription),
    detail: trigger.detail,
  };
  return adapterOutput({ events: [event], definitions: expression === null ? [] : [definition] });
}

/**
 * The ARN of the alarm. Old messages lack it: an alarm is in the account and region of its topic, so the topic's ARN
 * gives partition and region. Without either the name stands for itself within account and region.
 */
function alarmUid(alarm: Alarm, topicArn: string | null): string {
  if (alarm.AlarmArn !== null) return alarm.AlarmArn;
  const [, partition, , region, account] = topicArn?.split(':') ?? [];
  if (region && partition) {
    return `arn:${partition}:cloudwatch:${region}:${alarm.AWSAccountId ?? account}:alarm:${alarm.AlarmName}`;
  }
  return [alarm.AWSAccountId, alarm.Region, alarm.AlarmName].filter((part) => part !== null).join('/');
}

/** The alarm's page in the console of its partition; null when the ARN does not say where that is. */
function consoleUrl(uid: string): string | null {
  const [arn, partition, service, region, , , ...name] = uid.split(':');
  if (arn !== 'arn' || service !== 'cloudwatch' || !region) return null;
  const host = partition === 'aws-cn' ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${region}.${host}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name.join(':'))}`;
}
