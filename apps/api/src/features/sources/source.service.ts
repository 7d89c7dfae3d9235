import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateSourceBody, SourceKind, UpdateSourceBody } from '@tenken/shared/sources.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ApiTokenService } from '../identity/api-token.service.js';
import { LiveService } from '../live/live.service.js';
import { createSecret } from './create-secret.js';
import { type SourceRecord, SourceRepository } from './source.repository.js';

/** Names of sources that make themselves, when a sender comes with a token of no source. */
const DEFAULT_NAMES: Record<string, string> = {
  alertmanager: 'Alertmanager',
  generic: 'Generic JSON',
  github: 'GitHub',
};

export interface SourceCredentials {
  id: string;
  /** shown once */
  token: string | null;
  /** shown once */
  secret: string | null;
}

/** Sources and their credentials. */
@Injectable()
export class SourceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sources: SourceRepository,
    private readonly tokens: ApiTokenService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** The source of this key (the kind itself, unless said), made when there is none. Safe when several call at once. */
  async ensure(
    db: Queryable,
    kind: string,
    key: string = kind,
    more: { name?: string; isSample?: boolean } = {},
  ): Promise<SourceRecord> {
    const known = await this.sources.findByKey(db, key);
    if (known !== null) return known;
    const name = more.name ?? (key === kind ? DEFAULT_NAMES[kind] : undefined) ?? key;
    const made = await this.sources.insert(db, { kind, key, name, isSample: more.isSample });
    if (made === null) return this.ensure(db, kind, key, more);
    await this.live.publish(db, 'sources', [made.id]);
    return made;
  }

  findById(id: string): Promise<SourceRecord | null> {
    return this.sources.findById(this.dataSource.manager, id);
  }

  findByIds(db: Queryable, ids: readonly string[]): Promise<SourceRecord[]> {
    return this.sources.findByIds(db, ids);
  }

  /**
   * The enabled source of the kind whose secret signed these bytes (HMAC-SHA256 in hex), or null. Every secret is
   * tried and compared in constant time.
   */
  async findBySignature(kind: string, body: Buffer, signatureHex: string): Promise<SourceRecord | null> {
    const given = Buffer.from(signatureHex, 'hex');
    let found: SourceRecord | null = null;
    for (const { secret, ...source } of await this.sources.findWithSecret(this.dataSource.manager, kind)) {
      const expected = createHmac('sha256', secret).update(body).digest();
      if (given.length === expected.length && timingSafeEqual(given, expected)) found ??= source;
    }
    return found;
  }

  async create(actor: Actor, body: CreateSourceBody): Promise<SourceCredentials> {
    const secret = body.kind === 'github' ? (body.secret ?? createSecret()) : null;
    const created = await this.dataSource.transaction(async (db) => {
      const key = body.key ?? (await this.freeKey(db, body.name, body.kind));
      const source = await this.sources.insert(db, { ...body, key, secret });
      if (source === null) {
        throw new DomainError(
          'conflict',
          'source_key_taken',
          `There is a source with the key ${key} already.`,
          {
            errors: [{ path: 'key', message: 'is taken' }],
          },
        );
      }
      await this.note(db, actor, 'created', source.id, undefined, { kind: body.kind, key, name: body.name });
      return source;
    });
    return { id: created.id, token: await this.newToken(actor, created), secret };
  }

  async update(actor: Actor, id: string, body: UpdateSourceBody): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.require(db, id);
      const { disabled, ...change } = body;
      const disabledAt =
        disabled === undefined || disabled === before.isDisabled
          ? undefined
          : disabled
            ? this.clock.now()
            : null;
      await this.sources.update(db, id, { ...change, disabledAt });
      await this.note(db, actor, 'changed', id, { name: before.name, disabled: before.isDisabled }, body);
    });
  }

  /** New credentials; the old ones end at once. */
  async renewCredentials(actor: Actor, id: string): Promise<SourceCredentials> {
    const source = await this.require(this.dataSource.manager, id);
    if (source.kind === 'github') {
      const secret = createSecret();
      await this.dataSource.transaction(async (db) => {
        await this.sources.update(db, id, { secret });
        await this.note(db, actor, 'credentials_renewed', id);
      });
      return { id, token: null, secret };
    }
    for (const token of await this.tokens.list()) {
      if (token.sourceId === id && token.revokedAt === null) await this.tokens.revoke(actor, token.id);
    }
    await this.dataSource.transaction((db) => this.note(db, actor, 'credentials_renewed', id));
    return { id, token: await this.newToken(actor, source), secret: null };
  }

  private async newToken(actor: Actor, source: SourceRecord): Promise<string | null> {
    if ((source.kind as SourceKind) === 'github') return null;
    const { token } = await this.tokens.create(actor, {
      name: source.name,
      scopes: ['ingest'],
      sourceId: source.id,
    });
    return token;
  }

  private async require(db: Queryable, id: string): Promise<SourceRecord> {
    const source = await this.sources.findById(db, id);
    if (source === null) throw DomainError.notFound('source', id);
    return source;
  }

  /** `Prod Alertmanager` → `prod-alertmanager`, with a number when it is taken. */
  private async freeKey(db: Queryable, name: string, kind: string): Promise<string> {
    const base =
      name
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 50) || kind;
    for (let number = 1; ; number += 1) {
      const key = number === 1 ? base : `${base}-${number}`;
      if ((await this.sources.findByKey(db, key)) === null) return key;
    }
  }

  private async note(
    db: Queryable,
    actor: Actor,
    action: string,
    subjectId: string,
    before?: unknown,
    after?: unknown,
  ): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'source', subjectId, before, after });
    await this.live.publish(db, 'sources', [subjectId]);
  }
}
