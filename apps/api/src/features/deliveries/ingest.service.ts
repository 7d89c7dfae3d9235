import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { SourceService } from '../sources/source.service.js';
import { INGEST_KINDS } from './adapters/adapter-list.js';
import { InboxService } from './inbox.service.js';
import { keptHeaders } from './kept-headers.js';

/** How long a source that was looked up is believed, so that a busy sender costs no query a request. */
const CACHE_MS = 10_000;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Takes deliveries in: which source are they of, and into the inbox with them. */
@Injectable()
export class IngestService {
  private readonly sourceIds = new Map<string, { id: string; untilMs: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly sources: SourceService,
    private readonly inbox: InboxService,
  ) {}

  /**
   * A delivery that came with a token. Its source is the one that the token belongs to; a token of none uses the
   * source that is named like the kind. Returns the id once it is durable.
   */
  async receive(
    actor: Actor,
    kind: string,
    adapter: string,
    headers: Headers,
    body: unknown,
  ): Promise<string> {
    if (!INGEST_KINDS.includes(kind)) {
      throw new DomainError(
        'not_found',
        'no_such_source_kind',
        `There is no receiver "${kind}". There are: ${[...INGEST_KINDS, 'github'].join(', ')}.`,
      );
    }
    return this.inbox.receive({
      sourceId: await this.sourceIdOf(actor, kind),
      adapter,
      headers: keptHeaders(headers),
      body: bytesOf(body),
      signature: 'none',
      senderDeliveryId: null,
    });
  }

  /** A delivery of GitHub; the signature over the bytes says which source it is of. */
  async receiveGithub(headers: Headers, body: unknown): Promise<string> {
    const bytes = bytesOf(body);
    const signature = String(headers['x-hub-signature-256'] ?? '');
    const source = signature.startsWith('sha256=')
      ? await this.sources.findBySignature('github', bytes, signature.slice('sha256='.length))
      : null;
    if (source === null) {
      throw new DomainError(
        'unauthenticated',
        'bad_signature',
        'X-Hub-Signature-256 does not match the secret of any GitHub source.',
      );
    }
    return this.inbox.receive({
      sourceId: source.id,
      adapter: 'github',
      headers: keptHeaders(headers),
      body: bytes,
      signature: 'valid',
      senderDeliveryId: String(headers['x-github-delivery'] ?? '').slice(0, 200) || null,
    });
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
    const source =
      actor.sourceId === null
        ? await this.sources.ensure(this.dataSource.manager, kind)
        : await this.sources.findById(actor.sourceId);
    if (source === null || source.isDisabled) {
      throw new DomainError('forbidden', 'source_disabled', 'The source of this token is disabled.');
    }
    if (source.kind !== kind) {
      throw new DomainError(
        'forbidden',
        'wrong_source_kind',
        `This token belongs to "${source.name}", which is of the kind ${source.kind}; send to /api/v1/ingest/${source.kind}.`,
      );
    }
    return source.id;
  }
}

/** Raw paths have a Buffer; a request without a body has none at all. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
