import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../clock/clock.js';
import { DomainError } from '../../../errors/domain-error.js';
import { SYSTEM_ACTOR } from '../../../http/actor.js';
import { OutboundClient } from '../../../outbound/outbound-client.js';
import { AuditService } from '../../audit/audit.service.js';
import { isSignedBySns, type SnsMessage, snsCertificateUrl, snsSubscribeUrl } from './sns-message.js';

const CERTIFICATE_MS = 24 * 3_600_000;
/** An address that had no certificate is not asked again for so long. */
const MISS_MS = 60_000;
const MAX_CERTIFICATES = 50;
const MAX_CERTIFICATE_BYTES = 65_536;
/** SNS gives up on us after 15 seconds. */
const TIMEOUT_MS = 6000;
/** SNS itself comes back after 20 seconds. */
const RETRY_AFTER_SECONDS = 20;

/** Messages of Amazon SNS: who signed them, and the answer to its question whether we want them. */
@Injectable()
export class SnsSubscriptionService {
  private readonly logger = new Logger('sns');
  /** by address; null where there is none */
  private readonly certificates = new Map<string, { pem: Promise<string | null>; untilMs: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly outbound: OutboundClient,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Did SNS sign this message? Its certificate comes from SNS itself, never from where else a message points to.
   * @throws DomainError `unavailable` when the certificate cannot be had now: the sender comes back
   */
  async isGenuine(message: SnsMessage): Promise<boolean> {
    const url = snsCertificateUrl(message);
    if (url === null) return false;
    const pem = await this.certificate(url);
    return pem !== null && isSignedBySns(message, pem, this.clock.now());
  }

  /**
   * Tells SNS that we want what the topic sends. The caller has made sure that the message is genuine and its topic
   * allowed.
   * @throws DomainError `unavailable` when SNS did not take it: it asks again
   */
  async confirm(sourceId: string, message: SnsMessage): Promise<void> {
    const url = snsSubscribeUrl(message);
    if (url === null) {
      this.logger.warn(`The confirmation of ${message.TopicArn} leads to an address that is not of SNS.`);
      return;
    }
    const status = await this.get(url);
    if (status.status !== 200) {
      throw new DomainError(
        'unavailable',
        'subscription_not_confirmed',
        `SNS answered ${status.status} to the confirmation.`,
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    }
    await this.note(sourceId, 'subscription_confirmed', message.TopicArn);
  }

  /** The topic sends nothing more: somebody ended the subscription. */
  noteEnd(sourceId: string, message: SnsMessage): Promise<void> {
    return this.note(sourceId, 'subscription_ended', message.TopicArn);
  }

  private note(sourceId: string, action: string, topic: string): Promise<void> {
    return this.audit.record(this.dataSource.manager, {
      actor: SYSTEM_ACTOR,
      action,
      subjectType: 'source',
      subjectId: sourceId,
      after: { topic },
    });
  }

  private certificate(url: string): Promise<string | null> {
    const nowMs = this.clock.now().getTime();
    const known = this.certificates.get(url);
    if (known !== undefined && nowMs < known.untilMs) return known.pem;
    if (this.certificates.size >= MAX_CERTIFICATES) this.certificates.clear();
    const entry = { pem: this.fetchCertificate(url), untilMs: nowMs + CERTIFICATE_MS };
    this.certificates.set(url, entry);
    entry.pem.then(
      (pem) => {
        if (pem === null) entry.untilMs = nowMs + MISS_MS;
      },
      () => this.certificates.delete(url),
    );
    return entry.pem;
  }

  private async fetchCertificate(url: string): Promise<string | null> {
    const answer = await this.get(url);
    if (answer.status >= 500 || answer.status === 429)
      throw certificateUnavailable(`answered ${answer.status}`);
    return answer.status === 200 ? answer.body.toString('utf8') : null;
  }

  private async get(url: string): Promise<{ status: number; body: Buffer }> {
    try {
      return await this.outbound.request({
        url,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_CERTIFICATE_BYTES,
        maxRedirects: 0,
      });
    } catch (error) {
      throw certificateUnavailable((error as Error).message, error);
    }
  }
}

function certificateUnavailable(reason: string, cause?: unknown): DomainError {
  return new DomainError('unavailable', 'sns_unreachable', `SNS could not be asked: ${reason}`, {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
