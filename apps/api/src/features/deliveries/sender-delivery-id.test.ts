import { describe, expect, it } from '@jest/globals';
import { senderDeliveryIdOf } from './sender-delivery-id.js';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const EMPTY = Buffer.alloc(0);

describe('senderDeliveryIdOf', () => {
  it.each([
    ['pagerduty', { 'x-webhook-id': 'w1' }, json({ event: { id: 'e1' } }), 'e1'],
    ['pagerduty', { 'x-webhook-id': 'w1' }, Buffer.from('{'), 'w1'],
    ['datadog', {}, json({ id: '77', transition: 'Triggered' }), '77 Triggered'],
    ['datadog', {}, json({ id: 77, transition: 'Recovered' }), '77 Recovered'],
    ['datadog', {}, json({ id: '77' }), null],
    ['sentry', { 'request-id': 'r1' }, EMPTY, 'r1'],
    ['github', { 'x-github-delivery': 'g1' }, EMPTY, 'g1'],
    ['jira', { 'x-atlassian-webhook-identifier': 'j1' }, EMPTY, 'j1'],
    ['linear', { 'linear-delivery': 'l1' }, EMPTY, 'l1'],
    ['cloudwatch', { 'x-amz-sns-message-id': 'forged' }, json({ MessageId: 'm1' }), 'm1'],
    ['cloudevents', { 'ce-id': '1', 'ce-source': '/a' }, json({ id: '2', source: '/b' }), '/a 1'],
    ['cloudevents', { 'ce-id': '1' }, EMPTY, null],
    ['cloudevents', {}, json({ id: '2', source: '/b' }), '/b 2'],
    ['cloudevents', {}, json([{ id: '2', source: '/b' }]), null],
    ['alertmanager', { 'request-id': 'r1' }, json({ id: 1 }), null],
    ['github', { 'x-github-delivery': '' }, EMPTY, null],
    ['pagerduty', {}, json({ event: { id: { toString: 1 } } }), null],
    ['pagerduty', {}, Buffer.from('{"event":{"__proto__":{"id":"x"}}}'), null],
  ])('%s %j', (kind, headers, body, expected) => {
    expect(senderDeliveryIdOf(kind, headers, body)).toBe(expected);
  });

  it('keeps long ids apart', () => {
    const long = (last: string) =>
      senderDeliveryIdOf('github', { 'x-github-delivery': 'a'.repeat(300) + last }, EMPTY)!;
    expect(long('1')).not.toBe(long('2'));
    expect(long('1').length).toBeLessThan(100);
  });
});
