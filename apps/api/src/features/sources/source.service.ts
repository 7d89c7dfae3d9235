import { Injectable } from '@nestjs/common';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import type {
  CreateSourceBody,
  RenewCredentialsBody,
  SourceSettings,
  UpdateSourceBody,
} from '@tenken/shared/sources.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ApiTokenService } from '../identity/api-token.service.js';
import { LiveService } from '../live/live.service.js';
import { SourceMappingService } from '../source-mappings/source-mapping.service.js';
import { createRoutingKey, createSecret } from './create-secret.js';
import { type SigningSourceRow, type SourceRecord, SourceRepository } from './source.repository.js';

const HOUR_MS = 3_600_000;
const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;

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
    const name = more.name ?? (key === kind ? sourceKindInfo(kind)?.name : undefined) ?? key;
    const made = await this.sources.insert(db, { kind, key, name, isSample: more.isSample });
    if (made === null) return this.ensure(db, kind, key, more);
    await this.live.publish(db, 'sources', [made.id]);
    return made;
  }

  /** The enabled source of a kind, if there is exactly one. */
  findOnly(db: Queryable, kind: string): Promise<SourceRecord | null> {
    return this.sources.findOnly(db, kind);
  }

  findById(id: string): Promise<SourceRecord | null> {
    return this.sources.findById(this.dataSource.manager, id);
  }

  findByIds(db: Queryable, ids: readonly string[]): Promise<SourceRecord[]> {
    return this.sources.findByIds(db, ids);
  }

  /** Enabled sources of a kind that have a secret, each with all secrets that are good now. */
  findSigning(kind: string): Promise<SigningSourceRow[]> {
    return this.sources.findSigning(this.dataSource.manager, kind, this.clock.now());
  }

  /** The enabled source of a kind whose settings allow this topic, or null. */
  findByTopic(kind: string, topic: string): Promise<SourceRecord | null> {
    return this.sources.findByTopic(this.dataSource.manager, kind, topic);
  }

  async create(actor: Actor, body: CreateSourceBody): Promise<SourceCredentials> {
    checkSettings(body.settings);
    const { secretMadeBy, credential } = sourceKindInfo(body.kind)!;
    const isRoutingKey = credential === 'routing_key';
    if (body.secret !== undefined) checkSecret(body.kind, body.secret);
    if (isRoutingKey && body.secret !== undefined) await this.tokens.requireUnused(body.secret);
    const ours = secretMadeBy === 'tenken' ? (body.secret ?? createSecret()) : null;
    const secret = secretMadeBy === 'sender' ? (body.secret ?? null) : ours;
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
    const token = await this.newToken(actor, created, isRoutingKey ? body.secret : undefined);
    return { id: created.id, token, secret: ours };
  }

  async update(actor: Actor, id: string, body: UpdateSourceBody): Promise<void> {
    checkSettings(body.settings);
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

  /**
   * New credentials. The old ones stay good for `overlapHours`, so that a sender can be changed over without losing
   * anything; without it they end at once. A secret that its sender made is given, every other one is made here.
   */
  async renewCredentials(actor: Actor, id: string, body: RenewCredentialsBody): Promise<SourceCredentials> {
    const source = await this.require(this.dataSource.manager, id);
    const until = new Date(this.clock.now().getTime() + (body.overlapHours ?? 0) * HOUR_MS);
    const info = sourceKindInfo(source.kind);
    if (body.secret !== undefined) checkSecret(source.kind, body.secret);
    if (info?.credential === 'routing_key' && body.secret !== undefined) {
      await this.tokens.requireUnused(body.secret);
    }
    if (info?.credential === 'certificate') {
      throw DomainError.invalid('secret', 'this kind is known by its certificate and has no secret');
    }
    const isSigned = info?.secretMadeBy === 'tenken' || (info?.secretMadeBy === 'sender' && body.secret);
    if (isSigned) {
      const made = body.secret === undefined ? createSecret() : null;
      await this.dataSource.transaction(async (db) => {
        await this.sources.setSecret(db, id, body.secret ?? made!, until);
        await this.note(db, actor, 'credentials_renewed', id, undefined, { oldGoodUntil: until });
      });
      return { id, token: null, secret: made };
    }
    if (info?.credential === 'signature') {
      throw DomainError.invalid('secret', `expected the secret that ${info.name} shows`);
    }
    for (const token of await this.tokens.list()) {
      if (token.sourceId !== id || token.revokedAt !== null) continue;
      if (body.overlapHours) await this.tokens.endAt(actor, token.id, until);
      else await this.tokens.revoke(actor, token.id);
    }
    await this.dataSource.transaction((db) =>
      this.note(db, actor, 'credentials_renewed', id, undefined, { oldGoodUntil: until }),
    );
    return { id, token: await this.newToken(actor, source, body.secret), secret: null };
  }

  /** Null for kinds that come with a signature alone. `given` is a routing key that senders have already. */
  private async newToken(
    actor: Actor,
    source: SourceRecord,
    given: string | undefined,
  ): Promise<string | null> {
    const { credential, secretMadeBy } = sourceKindInfo(source.kind) ?? { credential: 'token' };
    const isRoutingKey = credential === 'routing_key';
    const hasToken = credential === 'token' || isRoutingKey;
    if (!hasToken && !(credential === 'token_or_signature' && secretMadeBy === 'sender')) return null;
    const { token } = await this.tokens.create(
      actor,
      { name: source.name, scopes: ['ingest'], sourceId: source.id },
      isRoutingKey ? (given ?? createRoutingKey()) : undefined,
    );
    return given === undefined ? token : null;
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

/** @throws DomainError when this kind has no secret that a person could give, or it has not the form of one */
function checkSecret(kind: string, secret: string): void {
  const info = sourceKindInfo(kind);
  if (info?.credential === 'routing_key') {
    if (ROUTING_KEY.test(secret)) return;
    throw DomainError.invalid('secret', 'expected 32 letters and digits');
  }
  if (info?.secretMadeBy == null) {
    throw DomainError.invalid('secret', `${info?.name ?? kind} does not sign with a secret`);
  }
}

/** What the contract cannot know: whether expressions parse. */
function checkSettings(settings: SourceSettings | undefined): void {
  if (settings?.mapping) SourceMappingService.check(settings.mapping, 'settings.mapping');
}
