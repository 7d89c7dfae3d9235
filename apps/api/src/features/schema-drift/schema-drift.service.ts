import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type {
  AcknowledgeDriftBody,
  AcknowledgeDriftResponse,
  RestoreDriftBody,
  SchemaFindingKind,
} from '@tenken/shared/schema-drift.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { describeShape, objectsOf } from './describe-shape.js';
import { foldSample, type ShapeSample } from './fold-shapes.js';
import { SchemaDriftRepository } from './schema-drift.repository.js';

/** A minute and way in of a source, in each process: a flood costs what a quiet day costs. */
const SAMPLES_A_MINUTE = 6;
const MINUTE_MS = 60_000;
const MAX_BODY_BYTES = 262_144;
const MAX_WAITING_BYTES = 4 * 1_048_576;
/** What is replayed after a mapping was mended is no news of how the sender writes now. */
const MAX_AGE_MS = 3_600_000;
const FLUSH_MS = 2000;
const KINDS: readonly SchemaFindingKind[] = ['new', 'missing', 'retyped'];

interface Waiting {
  sourceId: string;
  adapter: string;
  receivedAt: Date;
  body: Buffer;
}

/**
 * Notices when a sender changes the shape of what it sends: a field that is new, one that is gone, one of another
 * type. Looks at a sample only, beside the intake: `offer` decides in memory, reading and writing follow later in a
 * transaction of their own, and what fails or is lost there concerns no delivery.
 */
@Injectable()
export class SchemaDriftService implements OnModuleDestroy {
  private readonly logger = new Logger('schema-drift');
  private readonly taken = new Map<string, { fromMs: number; count: number }>();
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: SchemaDriftRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.waiting = [];
  }

  /** A delivery that may be looked at. Costs a look-up; never throws. */
  offer(delivery: { sourceId: string; adapter: string; receivedAt: Date }, body: Buffer): void {
    const nowMs = this.clock.now().getTime();
    const key = `${delivery.sourceId} ${delivery.adapter}`;
    let taken = this.taken.get(key);
    if (taken === undefined || nowMs - taken.fromMs >= MINUTE_MS || nowMs < taken.fromMs) {
      taken = { fromMs: nowMs, count: 0 };
      this.taken.set(key, taken);
    }
    if (taken.count >= SAMPLES_A_MINUTE || body.length === 0 || body.length > MAX_BODY_BYTES) return;
    if (this.waitingBytes + body.length > MAX_WAITING_BYTES) return;
    if (nowMs - delivery.receivedAt.getTime() > MAX_AGE_MS) return;
    taken.count += 1;
    const { sourceId, adapter, receivedAt } = delivery;
    this.waiting.push({ sourceId, adapter, receivedAt, body });
    this.waitingBytes += body.length;
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Takes what waits into the known shapes. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    const groups = new Map<string, Waiting[]>();
    for (const one of waiting) {
      const key = `${one.sourceId} ${one.adapter}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    for (const group of groups.values()) {
      const { sourceId, adapter } = group[0]!;
      try {
        await this.observe(
          sourceId,
          adapter,
          group.flatMap(({ body, receivedAt }) => toSample(body, receivedAt)),
        );
      } catch (error) {
        this.logger.warn(`The shape of source ${sourceId} was not noted: ${(error as Error).message}`);
      }
    }
  }

  private async observe(sourceId: string, adapter: string, samples: readonly ShapeSample[]): Promise<void> {
    const [first] = samples;
    if (first === undefined) return;
    await this.dataSource.transaction(async (db) => {
      const schema = await this.repository.lock(db, sourceId, adapter, first.at);
      if (schema === null) return;
      const known = await this.repository.findPaths(db, sourceId, adapter);
      const paths = new Map(known.map((path) => [path.path, path]));
      const changed = new Set<string>();
      let isDrift = false;
      for (const sample of samples) {
        const folded = foldSample(schema, paths, sample);
        for (const path of folded.changed) changed.add(path);
        isDrift ||= folded.isDrift;
      }
      await this.repository.save(
        db,
        sourceId,
        adapter,
        schema,
        [...changed].map((path) => paths.get(path)!),
      );
      if (isDrift) await this.live.publish(db, 'sources', [sourceId]);
    });
  }

  /** Findings that are expected: they are told no more. Returns those that were open. */
  async acknowledge(
    actor: Actor,
    sourceId: string,
    body: AcknowledgeDriftBody,
  ): Promise<AcknowledgeDriftResponse> {
    return this.dataSource.transaction(async (db) => {
      const acknowledged: AcknowledgeDriftResponse['findings'] = [];
      for (const kind of KINDS) {
        const own = body.findings.filter((finding) => finding.kind === kind);
        if (own.length === 0) continue;
        const rows = await this.repository.acknowledge(db, sourceId, {
          kind,
          adapters: own.map(({ adapter }) => adapter),
          paths: own.map(({ path }) => path),
        });
        acknowledged.push(...rows.map((row) => ({ ...row, kind })));
      }
      if (acknowledged.length > 0) await this.note(db, actor, 'drift_acknowledged', sourceId, acknowledged);
      return { findings: acknowledged };
    });
  }

  /** Takes an acknowledgement back. */
  async restore(actor: Actor, sourceId: string, body: RestoreDriftBody): Promise<AcknowledgeDriftResponse> {
    return this.dataSource.transaction(async (db) => {
      for (const kind of KINDS) {
        const own = body.findings.filter((finding) => finding.kind === kind);
        if (own.length === 0) continue;
        await this.repository.restore(db, sourceId, {
          kind,
          adapters: own.map(({ adapter }) => adapter),
          paths: own.map(({ path }) => path),
          since: own.map(({ since }) => since),
        });
      }
      await this.note(db, actor, 'drift_restored', sourceId, body.findings);
      return { findings: body.findings };
    });
  }

  /** The shape as it is known now is the expected one; a person need not wait until enough was seen. */
  async endLearning(actor: Actor, sourceId: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const adapters = await this.repository.endLearning(db, sourceId, this.clock.now());
      if (adapters.length > 0) await this.note(db, actor, 'schema_learned', sourceId, adapters);
    });
  }

  private async note(
    db: Parameters<AuditService['record']>[0],
    actor: Actor,
    action: string,
    subjectId: string,
    after: unknown,
  ): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'source', subjectId, after });
    await this.live.publish(db, 'sources', [subjectId]);
  }
}

/** Nothing of a body that is no JSON: that it cannot be read is said elsewhere. */
function toSample(body: Buffer, at: Date): ShapeSample[] {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    const shape = describeShape(value);
    return [{ at, shape, objects: objectsOf(value, shape) }];
  } catch {
    return [];
  }
}
