import { Injectable } from '@nestjs/common';
import { SOURCE_KINDS, sourceKindInfo } from '@tenken/shared/source-kinds';
import { DomainError } from '../../errors/domain-error.js';
import { SourceService } from '../sources/source.service.js';
import {
  type Sender,
  SenderIdentityService,
  type SenderRequest,
} from './credentials/sender-identity.service.js';
import { readSnsMessage } from './credentials/sns-message.js';
import { SnsSubscriptionService } from './credentials/sns-subscription.service.js';
import { InboxService } from './inbox.service.js';
import { keptHeaders } from './kept-headers.js';
import { KnownSenderService } from './known-sender.service.js';
import { senderDeliveryIdOf } from './sender-delivery-id.js';

/** Takes deliveries in: who sends this, and into the inbox with it. */
@Injectable()
export class IngestService {
  constructor(
    private readonly senders: SenderIdentityService,
    private readonly sources: SourceService,
    private readonly sns: SnsSubscriptionService,
    private readonly inbox: InboxService,
    private readonly knownSenders: KnownSenderService,
  ) {}

  /**
   * A delivery of a kind of source; `adapter` reads it. Returns the id once it is durable.
   * @throws DomainError for bad credentials, and `unavailable` or `too_many_requests` when the sender must come back
   */
  async receive(kind: string, request: SenderRequest, adapter: string = kind): Promise<string> {
    requireKind(kind);
    const sender = await this.senders.identify(kind, request);
    if (request.accessToken === null) this.knownSenders.remember(kind, request.headers, sender);
    const id = await this.store(kind, sender, request, { adapter });
    if (kind === 'cloudwatch') await this.answerSns(sender, request);
    return id;
  }

  /** Makes a delivery of a known sender durable. `headers` are added to those of the request that are kept. */
  async store(
    kind: string,
    sender: Sender,
    { headers, body }: Pick<SenderRequest, 'headers' | 'body'>,
    more: { adapter?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<string> {
    try {
      const kept = keptHeaders(headers);
      return await this.inbox.receive({
        sourceId: sender.sourceId,
        signature: sender.signature,
        adapter: more.adapter ?? kind,
        headers: more.headers === undefined ? kept : { ...kept, ...more.headers },
        body,
        senderDeliveryId: senderDeliveryIdOf(kind, headers, body),
      });
    } catch (error) {
      throw inWordsOf(kind, error);
    }
  }

  /**
   * After its message is durable: SNS asks once whether a subscription is wanted, and says when it ended. Only what
   * SNS signed itself is followed, and only for topics that the source allows.
   */
  private async answerSns(sender: Sender, { body }: SenderRequest): Promise<void> {
    const message = readSnsMessage(body);
    if (message === null || message.Type === 'Notification') return;
    const source = await this.sources.findById(sender.sourceId);
    if (!source?.settings.allowedTopics?.includes(message.TopicArn)) return;
    if (sender.signature !== 'valid' && !(await this.sns.isGenuine(message))) return;
    if (message.Type === 'SubscriptionConfirmation') await this.sns.confirm(sender.sourceId, message);
    else await this.sns.noteEnd(sender.sourceId, message);
  }
}

/** @throws DomainError when nothing of this name is received */
export function requireKind(kind: string): void {
  if (sourceKindInfo(kind) !== undefined) return;
  const kinds = Object.keys(SOURCE_KINDS).join(', ');
  throw new DomainError(
    'not_found',
    'no_such_source_kind',
    `There is no receiver "${kind.slice(0, 100)}". There are: ${kinds}.`,
  );
}

/** "Too much is waiting" as the sender understands it: some come back after a 429, the others after a 503 only. */
function inWordsOf(kind: string, error: unknown): unknown {
  const isFull = error instanceof DomainError && error.code.startsWith('inbox_full');
  if (!isFull || sourceKindInfo(kind)?.overloadStatus !== 429) return error;
  return new DomainError('too_many_requests', error.code, error.message, error.options);
}
