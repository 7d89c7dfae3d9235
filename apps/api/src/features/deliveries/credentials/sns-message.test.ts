import { createSign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { makeCertificate } from './make-certificate.js';
import {
  canonicalSnsText,
  isSignedBySns,
  readSnsMessage,
  type SnsMessage,
  snsCertificateUrl,
  snsSubscribeUrl,
} from './sns-message.js';

const NOW = new Date('2026-11-21T03:00:00Z');
const TOPIC = 'arn:aws:sns:ap-northeast-1:123456789012:alarms';
const { pem, privateKey } = makeCertificate(new Date('2026-01-01Z'), new Date('2027-01-01Z'));

const notification = (more: object = {}): SnsMessage =>
  readSnsMessage(
    Buffer.from(
      JSON.stringify({
        Type: 'Notification',
        MessageId: 'm-1',
        TopicArn: TOPIC,
        Subject: 'ALARM: 高負荷',
        Message: '{"AlarmName":"cpu"}\n',
        Timestamp: '2026-11-21T02:59:59.123Z',
        SignatureVersion: '2',
        Signature: 'AA==',
        SigningCertURL: 'https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-1.pem',
        UnsubscribeURL: 'https://sns.ap-northeast-1.amazonaws.com/?Action=Unsubscribe',
        ...more,
      }),
    ),
  )!;
const confirmation = (more: object = {}) =>
  notification({
    Type: 'SubscriptionConfirmation',
    Subject: undefined,
    Token: 'tok',
    SubscribeURL: `https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=tok`,
    ...more,
  });
function signed(message: SnsMessage): SnsMessage {
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  const Signature = createSign(algorithm).update(canonicalSnsText(message)).sign(privateKey, 'base64');
  return { ...message, Signature };
}

describe('Amazon SNS', () => {
  it('signs the fields in byte order, the subject only where there is one', () => {
    expect(canonicalSnsText(notification())).toBe(
      `Message\n{"AlarmName":"cpu"}\n\nMessageId\nm-1\nSubject\nALARM: 高負荷\nTimestamp\n2026-11-21T02:59:59.123Z\nTopicArn\n${TOPIC}\nType\nNotification\n`,
    );
    expect(canonicalSnsText(notification({ Subject: null }))).not.toContain('Subject');
    expect(canonicalSnsText(confirmation()).match(/^[A-Z]\w+$/gm)).toEqual(
      expect.arrayContaining([
        'Message',
        'MessageId',
        'SubscribeURL',
        'Timestamp',
        'Token',
        'TopicArn',
        'Type',
      ]),
    );
  });

  it.each(['1', '2'])('checks signatures of version %s', (SignatureVersion) => {
    for (const message of [notification({ SignatureVersion }), confirmation({ SignatureVersion })]) {
      expect(isSignedBySns(signed(message), pem, NOW)).toBe(true);
      expect(isSignedBySns({ ...signed(message), Message: 'other' }, pem, NOW)).toBe(false);
      expect(isSignedBySns({ ...signed(message), TopicArn: `${TOPIC}2` }, pem, NOW)).toBe(false);
      const downgraded = SignatureVersion === '1' ? '2' : '1';
      expect(isSignedBySns({ ...signed(message), SignatureVersion: downgraded }, pem, NOW)).toBe(false);
    }
  });

  it('takes no foreign, expired or broken certificate, and no broken signature', () => {
    const message = signed(notification());
    const foreign = makeCertificate(new Date('2026-01-01Z'), new Date('2027-01-01Z'));
    expect(isSignedBySns(message, foreign.pem, NOW)).toBe(false);
    expect(isSignedBySns(message, pem, new Date('2027-01-02Z'))).toBe(false);
    expect(isSignedBySns(message, pem, new Date('2025-12-31Z'))).toBe(false);
    expect(isSignedBySns(message, 'no certificate', NOW)).toBe(false);
    expect(isSignedBySns({ ...message, Signature: '%%%' }, pem, NOW)).toBe(false);
  });

  it.each([
    'https://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/a.pem',
    'https://sns.us-gov-west-1.amazonaws.com/a.pem',
  ])('asks %s for a certificate', (SigningCertURL) => {
    expect(snsCertificateUrl(notification({ SigningCertURL }))).toBe(SigningCertURL);
    const lambda = { SigningCertURL: undefined, SigningCertUrl: SigningCertURL };
    expect(snsCertificateUrl(notification(lambda))).toBe(SigningCertURL);
  });

  it.each([
    'http://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com.evil.example/a.pem',
    'https://sns.us-east-1.amazonaws.com@evil.example/a.pem',
    'https://user:password@sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com:8443/a.pem',
    'https://evil.sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.x/../us-east-1.amazonaws.com/a.pem',
    'https://my-bucket.s3.amazonaws.com/a.pem',
    'https://s3.us-east-1.amazonaws.com/sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.txt',
    'https://sns.us-east-1.amazonaws.com/?x=.pem',
    'https://169.254.169.254/a.pem',
    'file:///etc/passwd.pem',
    'not an address',
  ])('asks nobody at %s', (SigningCertURL) => {
    expect(snsCertificateUrl(notification({ SigningCertURL }))).toBeNull();
  });

  it('follows confirmations to SNS and for the topic of the message only', () => {
    const url = snsSubscribeUrl(confirmation());
    expect(url).toContain('Action=ConfirmSubscription');
    for (const SubscribeURL of [
      'https://evil.example/?Action=ConfirmSubscription',
      'http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
      `https://sns.us-east-1.amazonaws.com/?Action=DeleteTopic&TopicArn=${TOPIC}`,
      'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:1:other',
    ]) {
      expect(snsSubscribeUrl(confirmation({ SubscribeURL }))).toBeNull();
    }
  });

  it('reads no envelope out of anything else', () => {
    for (const text of ['', '{', '[]', '{"AlarmName":"raw delivery"}', '{"Type":"Notification"}']) {
      expect(readSnsMessage(Buffer.from(text))).toBeNull();
    }
    expect(readSnsMessage(Buffer.alloc(100, 0xff))).toBeNull();
  });
});
