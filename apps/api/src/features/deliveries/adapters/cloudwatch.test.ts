import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readCloudwatch } from './cloudwatch.adapter.js';
import { testPayload } from './test-payload.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const ARN = 'arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:orders-queue';
const envelope = testPayload('cloudwatch-alarm');
const alarm = JSON.parse(envelope.Message);
const notification = (parts: object) => ({ ...envelope, Message: JSON.stringify({ ...alarm, ...parts }) });
const read = (parts: object) => readCloudwatch(input(notification(parts)));

describe('cloudwatch', () => {
  it('reads a notification: the ARN is rule and instance, the trigger the definition', () => {
    const { events, definitions, warnings, problems } = read({});
    expect([warnings, problems]).toEqual([[], []]);
    expect(events).toMatchObject([
      {
        ruleUid: ARN,
        ruleName: 'orders-queue',
        fingerprint: ARN,
        startsAt: null,
        kind: 'firing',
        at: new Date('2026-11-20T23:50:00.123Z'),
        labels: {
          namespace: 'AWS/SQS',
          metric: 'ApproximateAgeOfOldestMessage',
          QueueName: 'orders',
          account: '123456789012',
        },
        generatorUrl:
          'https://ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1#alarmsV2:alarm/orders-queue',
        detail: { from: 'OK', to: 'ALARM' },
      },
    ]);
    expect(definitions).toMatchObject([
      {
        uid: ARN,
        expression: 'MAXIMUM(AWS/SQS ApproximateAgeOfOldestMessage{QueueName=orders}) > 100, 3 of 5 × 60 s',
        forSeconds: 180,
        detail: { TreatMissingData: 'missing' },
      },
    ]);
  });

  it.each([
    ['ALARM', 'firing'],
    ['OK', 'ok'],
    ['INSUFFICIENT_DATA', 'no_data'],
  ])('%s is %s, and proves no notification', (NewStateValue, kind) => {
    const [event] = read({ NewStateValue }).events;
    expect([event!.kind, event!.notifiedAt ?? null]).toEqual([kind, null]);
  });

  it('reads a composite alarm with raw delivery', () => {
    const { events, definitions } = readCloudwatch(input(testPayload('cloudwatch-composite-raw')));
    expect(events).toMatchObject([{ ruleName: 'shop-down', kind: 'firing' }]);
    expect(definitions[0]!.expression).toBe('ALARM("orders-queue") AND ALARM("checkout-5xx")');
  });

  it('reads the same by an envelope, raw, and as a Lambda function hands it on', () => {
    const events = read({}).events;
    expect(readCloudwatch(input(alarm)).events).toEqual(events);
    const { SigningCertURL: url, UnsubscribeURL: gone, ...rest } = envelope;
    const record = { Sns: { ...rest, SigningCertUrl: url, UnsubscribeUrl: gone } };
    expect(readCloudwatch(input({ Records: [record] })).events).toEqual(events);
  });

  it('makes the ARN of an old message from its topic, in the envelope or in the header', () => {
    const { AlarmArn, ...old } = alarm;
    expect(AlarmArn).toBe(ARN);
    expect(readCloudwatch(input({ ...envelope, Message: JSON.stringify(old) })).events[0]!.ruleUid).toBe(ARN);
    const headers = { 'x-amz-sns-topic-arn': envelope.TopicArn };
    expect(readCloudwatch(input(old, { headers })).events[0]!.ruleUid).toBe(ARN);
    expect(readCloudwatch(input(old)).events[0]!.ruleUid).toBe(
      '123456789012/Asia Pacific (Tokyo)/orders-queue',
    );
  });

  it('reads metric math, with dimensions in either spelling', () => {
    const stat = (MetricName: string, dimension: object) => ({
      MetricStat: {
        Metric: { MetricName, Namespace: 'App', Dimensions: [dimension] },
        Period: 300,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
    const Trigger = {
      Metrics: [
        { Id: 'share', Expression: 'errors / total', ReturnData: true },
        { Id: 'errors', ...stat('Errors', { name: 'Api', value: 'a' }) },
        { Id: 'total', ...stat('Calls', { Name: 'Api', Value: 'a' }) },
      ],
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 0.05,
    };
    const { definitions, events } = read({ Trigger });
    expect(definitions[0]).toMatchObject({
      expression:
        'errors / total with errors = Sum(App Errors{Api=a}); total = Sum(App Calls{Api=a}) >= 0.05, 2 of 2 × 300 s',
      forSeconds: 600,
    });
    expect(events[0]!.labels).toMatchObject({ namespace: 'App', metric: 'Errors', Api: 'a' });
  });

  it('takes an alarm whose trigger it does not understand', () => {
    for (const Trigger of [null, 'x', { Metrics: 'many', Dimensions: 7, Threshold: {} }]) {
      expect(read({ Trigger })).toMatchObject({ events: [{ kind: 'firing' }], definitions: [] });
    }
  });

  it('keeps identities to what an index can hold', () => {
    const [event] = read({ AlarmArn: 'a'.repeat(10_000), Region: 'x' }).events;
    expect([event!.ruleUid.length, event!.fingerprint.length]).toEqual([500, 500]);
  });

  it('leaves confirmations to the receiver', () => {
    const output = readCloudwatch(input({ Type: 'SubscriptionConfirmation', Message: 'You have chosen …' }));
    expect([output.events, output.warnings.length]).toEqual([[], 1]);
  });

  it('takes the records that it can read', () => {
    const { events, problems } = readCloudwatch(
      input({ Records: [{ Sns: envelope }, { Sns: { Type: 'Notification', Message: 'hello' } }] }),
    );
    expect(events).toHaveLength(1);
    expect(problems.map(({ text }) => text)).toEqual([
      'Records.1.Message: expected the JSON of a CloudWatch alarm, found another text',
    ]);
  });

  it.each([
    ['not_cloudwatch_alarm', notification({ StateChangeTime: 'now' }), 'Message.StateChangeTime'],
    [
      'not_cloudwatch_alarm',
      notification({ NewStateValue: 'BAD' }),
      'expected one of OK, ALARM, INSUFFICIENT_DATA, found "BAD"',
    ],
    ['not_cloudwatch_alarm', { ...envelope, Message: 'hello' }, 'expected the JSON of a CloudWatch alarm'],
    ['not_cloudwatch_alarm', [], 'Message: expected an object, found an array'],
    ['not_sns', { ...envelope, Message: {} }, 'Message: expected a text, found an object'],
  ])('says %s', (code, body, words) => {
    expect(() => readCloudwatch(input(body))).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
  });
});
