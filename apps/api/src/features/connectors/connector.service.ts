import { Injectable } from '@nestjs/common';
import {
  CONNECTOR_KINDS,
  type ConnectorKind,
  type ConnectorSettings,
  type CreateConnectorBody,
  HISTORY_DAYS,
  type TestConnectorBody,
  type TestConnectorResponse,
  type UpdateConnectorBody,
} from '@tenken/shared/connectors.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { OutboundClient } from '../../outbound/outbound-client.js';
import { OutboundError } from '../../outbound/outbound-error.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SourceService } from '../sources/source.service.js';
import { ConnectorRepository } from './connector.repository.js';
import type { ConnectorRecord } from './connector-record.js';
import { ConnectorRunnerService, clientOf } from './connector-runner.service.js';
import { PullError, RateLimited } from './pull-error.js';
import { PULL_KINDS } from './pull-kinds.js';

const DAY_MS = 86_400_000;
const TEST_TIMEOUT_MS = 45_000;

/** Connectors as people set them up. */
@Injectable()
export class ConnectorService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorRepository,
    private readonly runner: ConnectorRunnerService,
    private readonly sources: SourceService,
    private readonly outbound: OutboundClient,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, body: CreateConnectorBody): Promise<string> {
    const info = CONNECTOR_KINDS[body.kind];
    const settings = body.settings ?? {};
    await this.check(body.kind, body.sourceId, settings, body.token ?? null);
    const now = this.clock.now();
    const id = await this.dataSource.transaction(async (db) => {
      const made = await this.connectors.insert(db, {
        sourceId: body.sourceId,
        kind: body.kind,
        url: body.url,
        token: body.token ?? null,
        settings,
        intervalSeconds: body.intervalSeconds ?? info.intervalSeconds,
        historyFrom: info.hasHistory ? new Date(now.getTime() - HISTORY_DAYS * DAY_MS) : null,
        now,
      });
      const { kind, url, sourceId } = body;
      await this.note(db, actor, 'created', made, { kind, url, sourceId });
      return made;
    });
    void this.runner.look();
    return id;
  }

  async update(actor: Actor, id: string, body: UpdateConnectorBody): Promise<void> {
    const before = await this.require(id);
    // Whoever may change the address must not be able to have the stored token sent there.
    const isMoved = body.url !== undefined && new URL(body.url).origin !== new URL(before.url).origin;
    if (isMoved && body.token === undefined && before.token !== null) {
      throw DomainError.invalid('token', 'is needed again for a new address', 'connector_token_needed');
    }
    const token = body.token === undefined ? before.token : body.token;
    await this.check(before.kind, before.sourceId, body.settings ?? before.settings, token);
    const now = this.clock.now();
    await this.dataSource.transaction(async (db) => {
      const { disabled, token: _, ...shown } = body;
      const disabledAt =
        disabled === undefined || disabled === before.isDisabled ? undefined : disabled ? now : null;
      await this.connectors.update(db, id, { ...body, disabledAt, nextRunAt: now });
      await this.note(db, actor, 'changed', id, {
        ...shown,
        ...(disabled === undefined ? {} : { disabled }),
        ...(body.token === undefined ? {} : { token: 'replaced' }),
      });
    });
    void this.runner.look();
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const { kind, url } = await this.require(id);
    await this.dataSource.transaction(async (db) => {
      await this.connectors.delete(db, id);
      await this.note(db, actor, 'deleted', id, undefined, { kind, url });
    });
  }

  /** Makes it due now; this process takes it at once if it has room. */
  async runNow(actor: Actor, id: string): Promise<void> {
    const connector = await this.require(id);
    const source = await this.sources.findById(connector.sourceId);
    if (connector.isDisabled || source === null || source.isDisabled) {
      throw new DomainError('conflict', 'connector_disabled', 'A disabled connector does not run.');
    }
    await this.dataSource.transaction(async (db) => {
      await this.connectors.wantRun(db, id, this.clock.now());
      await this.note(db, actor, 'run_wanted', id, {});
    });
    void this.runner.look();
  }

  /** Asks once, for the last day, and keeps nothing of it. What goes wrong is an answer, not an error. */
  async test(body: TestConnectorBody): Promise<TestConnectorResponse> {
    const settings = body.settings ?? {};
    await this.check(body.kind, body.sourceId, settings, body.token ?? null);
    const source = await this.sources.findById(body.sourceId);
    const connector = { kind: body.kind, url: body.url, token: body.token ?? null, settings };
    const client = clientOf(this.outbound, connector, this.clock, AbortSignal.timeout(TEST_TIMEOUT_MS));
    const now = this.clock.now();
    try {
      const page = await PULL_KINDS[body.kind].pull({
        client,
        settings,
        sourceSettings: source!.settings,
        from: new Date(now.getTime() - DAY_MS),
        to: now,
        now,
        page: null,
      });
      const { records, silences = [], definitions = [], definitionMessages = [] } = page;
      const found = records.length + silences.length + definitions.length + definitionMessages.length;
      return { ok: true, code: null, detail: null, records: found };
    } catch (error) {
      const answer = (code: string) => ({ ok: false, code, detail: (error as Error).message, records: null });
      if (error instanceof PullError || error instanceof OutboundError) return answer(error.code);
      if (error instanceof RateLimited) return answer('rate_limited');
      throw error;
    }
  }

  private async check(
    kind: ConnectorKind,
    sourceId: string,
    settings: ConnectorSettings,
    token: string | null,
  ): Promise<void> {
    const source = await this.sources.findById(sourceId);
    if (source === null) throw DomainError.invalid('sourceId', 'there is no such source');
    const info = CONNECTOR_KINDS[kind];
    if (!(info.sourceKinds as readonly string[]).includes(source.kind)) {
      throw DomainError.invalid('kind', `a source of the kind ${source.kind} has no such connector`);
    }
    if (info.needsToken && token === null) throw DomainError.invalid('token', 'is needed');
    if (kind === 'github-issues' && !settings.repositories) {
      throw DomainError.invalid('settings.repositories', 'expected at least one, such as owner/repository');
    }
  }

  private async require(id: string): Promise<ConnectorRecord> {
    const connector = await this.connectors.findById(this.dataSource.manager, id);
    if (connector === null) throw DomainError.notFound('connector', id);
    return connector;
  }

  private async note(
    db: Queryable,
    actor: Actor,
    action: string,
    subjectId: string,
    after: unknown,
    before?: unknown,
  ): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'connector', subjectId, before, after });
    await this.live.publish(db, 'connectors', [subjectId]);
  }
}
