import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { checkSignature } from './check-signature.js';

const NOW = new Date('2026-11-21T03:00:00.000Z');
const NOW_SECONDS = NOW.getTime() / 1000;
const BODY = Buffer.from('{"event":{"id":"01"}}');
const OLD = 'an old secret of sixteen';
const NEW = 'a new secret of sixteen';

const sign = (secret: string, message: string | Buffer = BODY, algorithm = 'sha256') =>
  createHmac(algorithm, secret).update(message).digest('hex');

function check(
  kind: string,
  headers: Record<string, string | string[]>,
  {
    secrets = [NEW],
    settings = {},
    body = BODY,
  }: { secrets?: string[]; settings?: SourceSettings; body?: Buffer } = {},
) {
  return checkSignature(kind, { headers, body, now: NOW }, [{ id: '7', settings, secrets }]);
}
const VALID = { outcome: 'valid', sourceId: '7' };
const refused = (reason: RegExp) => ({ outcome: 'refused', reason: expect.stringMatching(reason) });

describe('checkSignature', () => {
  it("agrees with GitHub's own example", () => {
    const options = { secrets: ["It's a Secret to Everybody"], body: Buffer.from('Hello, World!') };
    const hex = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(check('github', { 'x-hub-signature-256': `sha256=${hex}` }, options)).toEqual(VALID);
    // case of the digits means nothing; another body, another scheme or half a digest does
    expect(check('github', { 'x-hub-signature-256': `sha256=${hex.toUpperCase()}` }, options)).toEqual(VALID);
    for (const wrong of [hex, `sha1=${hex}`, `sha256=${hex.slice(2)}`, `sha256=${hex}00`, 'sha256=', 'x']) {
      expect(check('github', { 'x-hub-signature-256': wrong }, options)).toEqual(refused(/no source/));
    }
    const other = { ...options, body: Buffer.from('Hello, World?') };
    expect(check('github', { 'x-hub-signature-256': `sha256=${hex}` }, other)).toEqual(refused(/no source/));
  });

  it.each(['github', 'pagerduty', 'grafana', 'sentry', 'jira', 'linear', 'alertmanager'])(
    'tells a request of %s without a signature from one with a bad one',
    (kind) => {
      expect(check(kind, {})).toEqual({ outcome: 'absent' });
      expect(check(kind, { 'x-hub-signature': '', 'linear-signature': ' ' })).toEqual({ outcome: 'absent' });
    },
  );

  it("takes any one of PagerDuty's signatures, of version 1 only", () => {
    const header = (value: string | string[]) => ({ 'x-pagerduty-signature': value });
    expect(check('pagerduty', header(`v1=${sign('other')},v1=${sign(NEW)}`))).toEqual(VALID);
    expect(check('pagerduty', header(`v1=${sign(NEW)}, v2=zz`))).toEqual(VALID);
    expect(check('pagerduty', header([`v1=${sign('other')}`, `v1=${sign(NEW)}`]))).toEqual(VALID);
    expect(check('pagerduty', header(`v2=${sign(NEW)}`))).toEqual(refused(/no source/));
    expect(check('pagerduty', header(sign(NEW)))).toEqual(refused(/no source/));
    expect(check('pagerduty', header('v1=,v1=zz,,='))).toEqual(refused(/no source/));
  });

  it('takes the old secret as well while there are two', () => {
    const headers = { 'sentry-hook-signature': sign(OLD) };
    expect(check('sentry', headers, { secrets: [NEW, OLD] })).toEqual(VALID);
    expect(check('sentry', headers)).toEqual(refused(/no source/));
  });

  it('finds the source by its secret', () => {
    const request = { headers: { 'sentry-hook-signature': sign(NEW) }, body: BODY, now: NOW };
    const source = (id: string, secret: string) => ({ id, settings: {}, secrets: [secret] });
    expect(checkSignature('sentry', request, [source('1', OLD), source('2', NEW)])).toEqual({
      outcome: 'valid',
      sourceId: '2',
    });
    expect(checkSignature('sentry', request, [])).toEqual(refused(/No source of this kind has a secret/));
    expect(checkSignature('sentry', { ...request, headers: {} }, [])).toEqual({ outcome: 'absent' });
  });

  it('checks Grafana with the header that its settings name', () => {
    const settings = { signatureHeader: 'X-Own-Signature' };
    expect(check('grafana', { 'x-grafana-alerting-signature': sign(NEW) })).toEqual(VALID);
    expect(check('grafana', { 'x-own-signature': sign(NEW) }, { settings })).toEqual(VALID);
    expect(check('grafana', { 'x-grafana-alerting-signature': sign(NEW) }, { settings })).toEqual({
      outcome: 'absent',
    });
  });

  it('refuses Grafana when the signed time is more than five minutes off', () => {
    const settings = { timestampHeader: 'X-Grafana-Timestamp' };
    const at = (seconds: number | string, signed = seconds) =>
      check(
        'grafana',
        {
          'x-grafana-alerting-signature': sign(NEW, Buffer.from(`${signed}:${BODY}`)),
          'x-grafana-timestamp': String(seconds),
        },
        { settings },
      );
    expect(at(NOW_SECONDS)).toEqual(VALID);
    expect(at(NOW_SECONDS - 300)).toEqual(VALID);
    expect(at(NOW_SECONDS + 300)).toEqual(VALID);
    expect(at(NOW_SECONDS - 301)).toEqual(refused(/301 seconds ago/));
    expect(at(NOW_SECONDS + 301)).toEqual(refused(/ahead of our clock/));
    // an old recording with a fresh time beside it
    expect(at(NOW_SECONDS, NOW_SECONDS - 9000)).toEqual(refused(/no source/));
    expect(at('yesterday')).toEqual(refused(/X-Grafana-Timestamp/));
    const unsigned = check('grafana', { 'x-grafana-alerting-signature': sign(NEW) }, { settings });
    expect(unsigned).toEqual(refused(/X-Grafana-Timestamp/));
  });

  it('refuses recordings of Linear by the time inside the body', () => {
    const at = (webhookTimestamp: unknown) => {
      const body = Buffer.from(JSON.stringify({ webhookTimestamp }));
      return check('linear', { 'linear-signature': sign(NEW, body) }, { body });
    };
    expect(at(NOW.getTime())).toEqual(VALID);
    expect(at(NOW.getTime() - 300_001)).toEqual(refused(/seconds ago/));
    // signed, so from Linear: quarantine will show it
    expect(at('soon')).toEqual(VALID);
    const broken = Buffer.from('{');
    expect(check('linear', { 'linear-signature': sign(NEW, broken) }, { body: broken })).toEqual(VALID);
    expect(check('linear', { 'linear-signature': sign(OLD, broken) }, { body: broken })).toEqual(
      refused(/no source/),
    );
  });

  it("checks Jira's signature with the algorithm it names, SHA-1 not among them", () => {
    const header = (value: string) => ({ 'x-hub-signature': value });
    expect(check('jira', header(`sha256=${sign(NEW)}`))).toEqual(VALID);
    expect(check('jira', header(`sha512=${sign(NEW, BODY, 'sha512')}`))).toEqual(VALID);
    expect(check('jira', header(`sha512=${sign(NEW)}`))).toEqual(refused(/no source/));
    expect(check('jira', header(`sha1=${sign(NEW, BODY, 'sha1')}`))).toEqual(refused(/no source/));
  });

  it('signs bytes, whatever they mean', () => {
    const body = Buffer.from([0xff, 0x00, 0xfe, 0x0a]);
    expect(check('sentry', { 'sentry-hook-signature': sign(NEW, body) }, { body })).toEqual(VALID);
  });
});
