import { Injectable } from '@nestjs/common';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import { DataSource } from 'typeorm';
import { Clock } from '../../../clock/clock.js';
import { DomainError } from '../../../errors/domain-error.js';
import type { Actor, Caller } from '../../../http/actor.js';
import { IdentityService } from '../../identity/identity.service.js';
import { SourceService } from '../../sources/source.service.js';
import { checkSignature, type SignatureResult } from './check-signature.js';
import type { SignedRequest } from './signature-schemes.js';
import { readSnsMessage } from './sns-message.js';
import { SnsSubscriptionService } from './sns-subscription.service.js';

/** How long a source that was looked up is believed, so that a busy sender costs no query a request. */
const CACHE_MS = 10_000;
const ABSENT: SignatureResult = { outcome: 'absent' };
/** Kinds whose deliveries belong to the source of another kind: rules are of one source, and these tell of the same. */
const SAME_SOURCE: Readonly<Record<string, string>> = { 'alertmanager-events': 'alertmanager' };

/** Whose delivery it is, and whether its sender signed it. */
export interface Sender {
  sourceId: string;
  signature: 'none' | 'valid';
}

export interface SenderRequest extends Pick<SignedRequest, 'headers' | 'body'> {
  caller: Caller;
  /** a token in the address, where a protocol knows no other place for it */
  accessToken: string | null;
}

/** Finds out who sends a delivery: by its token, by its signature, or by the certificate of its sender. */
@Injectable()
export class SenderIdentityService {
  private readonly sourceIds = new Map<string, { id: string; untilMs: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly identity: IdentityService,
    private readonly sources: SourceService,
    private readonly sns: SnsSubscriptionService,
    private readonly clock: Clock,
  ) {}

  /**
   * The source that a request is of. A token is enough for every kind; a signature is enough for those that sign.
   * A request with a token and a signature that does not fit the source's own secret is refused all the same.
   * @throws DomainError `unauthenticated` or `forbidden` for bad credentials
   */
  async identify(kind: string, request: SenderRequest): Promise<Sender> {
    const actor = await this.actorOf(request);
    const signing = signs(kind) ? await this.sources.findSigning(kind) : [];
    const signed = signs(kind)
      ? checkSignature(kind, { ...request, now: this.clock.now() }, signing)
      : ABSENT;
    if (actor?.permissions.has('ingest')) {
      if (signed.outcome === 'valid' && actor.sourceId === null) return toSender(signed.sourceId, 'valid');
      const sourceId = await this.sourceIdOf(actor, kind);
      if (signed.outcome === 'valid' && signed.sourceId === sourceId) return toSender(sourceId, 'valid');
      const hasSecret = signing.some(({ id }) => id === sourceId);
      if (hasSecret && signed.outcome !== 'absent') throw badSignature(signed);
      return toSender(sourceId, 'none');
    }
    if (signed.outcome === 'valid') return toSender(signed.sourceId, 'valid');
    if (signed.outcome === 'refused') throw badSignature(signed);
    if (sourceKindInfo(kind)?.credential === 'certificate') return this.bySns(kind, request.body);
    if (actor !== null)
      throw new DomainError('forbidden', 'not_allowed', 'This needs the permission "ingest".');
    throw missingCredentials(kind);
  }

  /**
   * The sender of a body that holds its token itself (a routing key); a token in the header does as well. Null when
   * neither is good.
   */
  async identifyByToken(kind: string, token: string, request: SenderRequest): Promise<Sender | null> {
    const actor = (await this.identity.authenticateToken(token)) ?? (await this.actorOf(request));
    if (!actor?.permissions.has('ingest')) return null;
    return toSender(await this.sourceIdOf(actor, kind), 'none');
  }

  private async actorOf({ caller, accessToken }: SenderRequest): Promise<Actor | null> {
    const actor = await this.identity.authenticate(caller);
    if (actor !== null || accessToken === null) return actor;
    return this.identity.authenticateToken(accessToken);
  }

  private async bySns(kind: string, body: Buffer): Promise<Sender> {
    const message = readSnsMessage(body);
    if (message === null) throw missingCredentials(kind);
    // First whether anybody wants this topic: strangers do not make us fetch certificates.
    const source = await this.sources.findByTopic(kind, message.TopicArn);
    if (source === null) {
      throw new DomainError(
        'forbidden',
        'topic_not_allowed',
        'This topic is in the allowed topics of no enabled source.',
      );
    }
    if (!(await this.sns.isGenuine(message))) {
      throw new DomainError('unauthenticated', 'bad_signature', 'This message was not signed by Amazon SNS.');
    }
    return toSender(source.id, 'valid');
  }

  private async sourceIdOf(actor: Actor, kind: string): Promise<string> {
    const key = actor.sourceId === null ? `kind ${kind}` : `${actor.sourceId} ${kind}`;
    const cached = this.sourceIds.get(key);
    const nowMs = performance.now();
    if (cached !== undefined && nowMs < cached.untilMs) return cached.id;
    const id = await this.findSourceId(actor, kind);
    this.sourceIds.set(key, { id, untilMs: nowMs + CACHE_MS });
    return id;
  }

  private async findSourceId(actor: Actor, kind: string): Promise<string> {
    const shared = SAME_SOURCE[kind];
    const source =
      actor.sourceId === null
        ? await this.sources.ensure(this.dataSource.manager, shared ?? kind)
        : await this.sources.findById(actor.sourceId);
    if (source === null || source.isDisabled) {
      throw new DomainError('forbidden', 'source_disabled', 'The source of this token is disabled.');
    }
    if (source.kind !== kind && source.kind !== shared) {
      throw new DomainError(
        'forbidden',
        'wrong_source_kind',
        `This token belongs to "${source.name}", which is of the kind ${source.kind}; send to /api/v1/ingest/${source.kind}.`,
      );
    }
    return source.id;
  }
}

function signs(kind: string): boolean {
  return sourceKindInfo(kind)?.secretMadeBy != null;
}

function toSender(sourceId: string, signature: Sender['signature']): Sender {
  return { sourceId, signature };
}

function badSignature(result: SignatureResult): DomainError {
  const reason = result.outcome === 'refused' ? result.reason : 'It was signed for another source.';
  return new DomainError('unauthenticated', 'bad_signature', reason);
}

function missingCredentials(kind: string): DomainError {
  const info = sourceKindInfo(kind);
  const wanted =
    info?.credential === 'certificate'
      ? 'This is no signed message of Amazon SNS: switch raw message delivery off in the subscription.'
      : info?.secretMadeBy == null
        ? 'Send a token as Authorization: Bearer, or as the password of HTTP Basic.'
        : `Sign with the secret of the source (${info.name} does when it is told the secret), or send a token.`;
  return new DomainError('unauthenticated', 'credentials_missing', wanted);
}
