import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ApiToken, ApiTokenCreatedResponse, CreateApiTokenBody } from '@tenken/shared/identity.contract';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { concerns, LiveService } from '../live/live.service.js';
import { ApiTokenRepository, type ApiTokenRow } from './api-token.repository.js';
import { createSecret, hashSecret } from './create-secret.js';
import { permissionsOfScopes } from './permissions-of-scopes.js';

const PREFIX = 'tnk_';
/** Enough to tell tokens apart in a list: 36 of 256 bits. */
const SHOWN_LENGTH = PREFIX.length + 6;
/** What PagerDuty's Events API calls its tokens; senders check the length. */
const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;
const CACHE_MS = 30_000;
const CACHE_SIZE = 10_000;
const LAST_USED_EVERY_MS = 60_000;

interface CachedToken {
  actor: Actor;
  expiresAtMs: number;
  readAtMs: number;
}

/**
 * API tokens. A token that was good is believed for up to 30 seconds without asking the database, because webhooks
 * come by the thousand; a revocation empties the caches of all processes at once by the live channel, and within
 * those 30 seconds where that channel is down.
 */
@Injectable()
export class ApiTokenService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('api-tokens');
  private readonly cache = new Map<string, CachedToken>();
  private readonly lastUsedMs = new Map<string, number>();
  private changes: Subscription | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: ApiTokenRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.changes = this.live.events.subscribe((event) => {
      if (concerns(event, 'tokens')) this.cache.clear();
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** The bearer of a token, or null when the token is not known, revoked or expired. */
  async authenticate(token: string): Promise<Actor | null> {
    if (!token.startsWith(PREFIX) && !ROUTING_KEY.test(token)) return null;
    const now = this.clock.now();
    const tokenHash = hashSecret(token);
    const key = tokenHash.toString('base64');
    const cached = this.cache.get(key);
    if (
      cached !== undefined &&
      now.getTime() - cached.readAtMs < CACHE_MS &&
      now.getTime() < cached.expiresAtMs
    ) {
      this.noteUse(cached.actor, now);
      return cached.actor;
    }
    this.cache.delete(key);
    const row = await this.tokens.findUsable(this.dataSource.manager, tokenHash, now);
    if (row === null) return null;
    const actor = toActor(row);
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    const expiresAtMs = row.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(row.expiresAt);
    this.cache.set(key, { actor, expiresAtMs, readAtMs: now.getTime() });
    this.noteUse(actor, now);
    return actor;
  }

  list(): Promise<ApiToken[]> {
    return this.tokens.findAll(this.dataSource.manager);
  }

  /** @throws DomainError when a token that somebody else made (a routing key) is in use, or was. */
  async requireUnused(token: string): Promise<void> {
    if (await this.tokens.hashExists(this.dataSource.manager, hashSecret(token))) throw routingKeyTaken();
  }

  /**
   * The answer holds the token itself, this once. `given` is a routing key (32 letters and digits), made by whoever
   * calls; without it a token is made.
   */
  async create(
    actor: Actor,
    body: CreateApiTokenBody,
    given?: string | undefined,
  ): Promise<ApiTokenCreatedResponse> {
    const now = this.clock.now();
    if (body.expiresAt !== undefined && new Date(body.expiresAt) <= now) {
      throw DomainError.invalid('expiresAt', 'expected an instant in the future');
    }
    const token = given ?? createSecret(PREFIX);
    return this.dataSource.transaction(async (db) => {
      if (body.sourceId !== undefined && !(await this.tokens.sourceExists(db, body.sourceId))) {
        throw DomainError.invalid('sourceId', `there is no source ${body.sourceId}`);
      }
      if (given !== undefined && (await this.tokens.hashExists(db, hashSecret(given)))) {
        throw routingKeyTaken();
      }
      const item = await this.tokens.insert(db, {
        name: body.name,
        tokenHash: hashSecret(token),
        prefix: token.slice(0, SHOWN_LENGTH),
        scopes: [...new Set(body.scopes)],
        sourceId: body.sourceId ?? null,
        createdById: actor.userId,
        now,
        expiresAt: body.expiresAt ?? null,
      });
      const { name, scopes, sourceId, expiresAt } = item;
      await this.audit.record(db, {
        actor,
        action: 'created',
        subjectType: 'api_token',
        subjectId: item.id,
        after: { name, scopes, sourceId, expiresAt },
      });
      await this.live.publish(db, 'tokens', [item.id]);
      return { token, item };
    });
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      if (!(await this.tokens.revoke(db, id, this.clock.now()))) throw DomainError.notFound('api_token', id);
      await this.audit.record(db, { actor, action: 'revoked', subjectType: 'api_token', subjectId: id });
      await this.live.publish(db, 'tokens', [id]);
    });
    this.cache.clear();
  }

  /** Lets a token end later, while its successor is being handed out; one that ends earlier stays as it is. */
  async endAt(actor: Actor, id: string, at: Date): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      await this.tokens.endAt(db, id, at);
      const after = { expiresAt: at };
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'api_token',
        subjectId: id,
        after,
      });
      await this.live.publish(db, 'tokens', [id]);
    });
    this.cache.clear();
  }

  /** Written at most once a minute and never waited for: it is a hint for people, not part of the request. */
  private noteUse(actor: Actor, now: Date): void {
    const id = actor.id;
    if (id === null || now.getTime() - (this.lastUsedMs.get(id) ?? 0) < LAST_USED_EVERY_MS) return;
    this.lastUsedMs.set(id, now.getTime());
    this.tokens.setLastUsedAt(this.dataSource.manager, id, now).catch((error: unknown) => {
      this.logger.warn(`The last use of token ${id} was not noted: ${(error as Error).message}`);
    });
  }
}

function routingKeyTaken(): DomainError {
  return new DomainError('conflict', 'routing_key_taken', 'This routing key is in use, or was.');
}

function toActor(row: ApiTokenRow): Actor {
  return {
    kind: 'token',
    id: row.id,
    userId: null,
    name: row.name,
    permissions: permissionsOfScopes(row.scopes),
    sourceId: row.sourceId,
  };
}
