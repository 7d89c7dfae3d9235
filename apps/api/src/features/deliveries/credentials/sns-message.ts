import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';

const Text = z.string().max(300_000);

/** The envelope of Amazon SNS. Functions that forward it spell two of the names differently. */
const Envelope = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(200),
  TopicArn: z.string().min(1).max(500),
  Message: Text,
  Timestamp: z.string().max(100),
  Subject: Text.nullish(),
  Token: z.string().max(5000).optional(),
  SubscribeURL: z.string().max(5000).optional(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().min(1).max(5000),
  SigningCertURL: z.string().max(2000).optional(),
  SigningCertUrl: z.string().max(2000).optional(),
});
export type SnsMessage = z.infer<typeof Envelope>;

/** Hosts of SNS in every partition of AWS; only they are asked for certificates and confirmations. */
const HOST = /^sns\.[a-z]{2}[a-z0-9-]{2,28}\.amazonaws\.com(\.cn)?$/;
/** What is signed, in byte order of the names; Subject only where the message has one. */
const SIGNED_OF_NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const SIGNED_OF_CONFIRMATION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;

/** The envelope of a body, or null when it is none (a raw delivery, or anything else). */
export function readSnsMessage(body: Buffer): SnsMessage | null {
  try {
    return Envelope.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** The text that SNS signs: `Name\nvalue\n` for each field. */
export function canonicalSnsText(message: SnsMessage): string {
  const names = message.Type === 'Notification' ? SIGNED_OF_NOTIFICATION : SIGNED_OF_CONFIRMATION;
  return names
    .map((name) => {
      const value = (message as Record<string, string | null | undefined>)[name];
      return value === undefined || value === null ? '' : `${name}\n${value}\n`;
    })
    .join('');
}

/** Where the certificate of a message lies; null when that is not SNS itself, and so nobody may be asked. */
export function snsCertificateUrl(message: SnsMessage): string | null {
  const url = snsUrl(message.SigningCertURL ?? message.SigningCertUrl ?? '');
  return url?.pathname.endsWith('.pem') && url.search === '' ? url.href : null;
}

/** The address that confirms a subscription; null when it is not one of SNS. */
export function snsSubscribeUrl(message: SnsMessage): string | null {
  const url = snsUrl(message.SubscribeURL ?? '');
  if (url?.searchParams.get('Action') !== 'ConfirmSubscription') return null;
  // The topic in the address is the one that is subscribed to, so it has to be the one that was allowed.
  return url.searchParams.get('TopicArn') === message.TopicArn ? url.href : null;
}

/** Was this message signed with the key of the certificate, while that was valid? */
export function isSignedBySns(message: SnsMessage, certificatePem: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) return false;
    // Version 1 signs with SHA-1: it is what topics do unless their owner changed it.
    return createVerify(message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
      .update(canonicalSnsText(message), 'utf8')
      .verify(certificate.publicKey, message.Signature, 'base64');
  } catch {
    return false;
  }
}

function snsUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.port === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && isPlain && HOST.test(url.hostname) ? url : null;
}
