import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '@tenken/api/features/deliveries/read-delivery';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

/** Bodies as the documentation of Mackerel has them, and as others captured them from Amazon SNS. */
const RECEIVED = new Date('2026-11-20T00:00:00Z');

function read(adapter: string, file: string) {
  const body = readFileSync(join(SHARED_DATA, 'payloads', `${file}.json`));
  const delivery = { adapter, headers: {}, receivedAt: RECEIVED };
  const { output, errorDetail } = readDelivery(delivery, body, { settings: {}, defaultService: null });
  expect([file, errorDetail, output.problems]).toEqual([file, null, []]);
  return output;
}

(hasSharedData ? describe : describe.skip)('payloads of monitors (../shared/data/payloads)', () => {
  it.each([['en'], ['ja']])(
    'Mackerel (%s): open since openedAt, though the sample carries an end',
    (language) => {
      const { events, warnings } = read('mackerel', `mackerel_alert_host__mackerel_docs_${language}`);
      expect(warnings).toEqual([]);
      expect(
        events.map(({ kind, at, severity, ruleUid, fingerprint }) => [
          kind,
          at.toISOString(),
          severity ?? null,
          ruleUid,
          fingerprint,
        ]),
      ).toEqual([
        ['firing', '2016-09-06T02:45:12.000Z', null, 'host/MonitorName', '2bj...'],
        ['severity_changed', '2016-09-06T02:48:12.000Z', 'critical', 'host/MonitorName', '2bj...'],
      ]);
      expect(events[0]).toMatchObject({
        service: 'Service',
        labels: { host: 'app01', role: 'Service:Role' },
      });
    },
  );

  it('CloudWatch: an alarm of before there were ARNs in messages', () => {
    const { events, definitions } = read('cloudwatch', 'alerta__cloudwatch_notification');
    expect(events).toMatchObject([
      {
        kind: 'firing',
        ruleUid: 'arn:aws:cloudwatch:eu-west-1:1234567890:alarm:bucketbytesAlarm',
        at: new Date('2019-02-15T23:53:45.093Z'),
        labels: { StorageType: 'StandardStorage', BucketName: 'try.alerta.io', region: 'EU (Ireland)' },
        detail: { from: 'INSUFFICIENT_DATA', to: 'ALARM' },
      },
    ]);
    expect(definitions[0]!.expression).toBe(
      'AVERAGE(AWS/S3 BucketSizeBytes{BucketName=try.alerta.io, StorageType=StandardStorage}) >= 0, 1 of 1 × 86400 s',
    );
  });

  it('CloudWatch: insufficient data is neither alarm nor OK', () => {
    const [event] = read('cloudwatch', 'alerta__cloudwatch_insufficient_data').events;
    expect(event).toMatchObject({
      kind: 'no_data',
      at: new Date('2019-05-13T08:41:43.548Z'),
    });
  });

  it('CloudWatch: a confirmation is nothing to read', () => {
    const { events, warnings } = read('cloudwatch', 'alerta__cloudwatch_subscription_confirmation');
    expect([events, warnings.length]).toEqual([[], 1]);
  });
});
