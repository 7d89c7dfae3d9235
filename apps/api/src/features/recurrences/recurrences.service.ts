import { Injectable } from '@nestjs/common';
import type {
  DecidedRecurrenceResponse,
  DecideRecurrenceBody,
  RebuildRecurrencesResponse,
  RecurrenceListQuery,
  RecurrenceListResponse,
  RecurrencePairResponse,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { RecurrenceListReadModel } from './recurrence-list.read-model.js';
import { RecurrencePairReadModel } from './recurrence-pair.read-model.js';
import { RecurrenceSuggestionService } from './recurrence-suggestions.service.js';
import { RecurrenceReadModel } from './recurrences.read-model.js';
import { RecurrenceRepository } from './recurrences.repository.js';
import { TextComparisonService } from './text-comparison.service.js';

/** What people say about recurrences: confirmed, rejected, or back to open. */
@Injectable()
export class RecurrenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: RecurrenceRepository,
    private readonly readModel: RecurrenceReadModel,
    private readonly pairs: RecurrencePairReadModel,
    private readonly lists: RecurrenceListReadModel,
    private readonly suggestions: RecurrenceSuggestionService,
    private readonly text: TextComparisonService,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async ofIncident(id: string): Promise<RecurrencesResponse> {
    await this.suggestions.lookAt([id]);
    return this.readModel.ofIncident(id);
  }

  /** Both incidents of a pair, whether anything links them or not. */
  async pair(id: string, earlierId: string): Promise<RecurrencePairResponse> {
    const [pair, text] = await Promise.all([this.pairs.read(id, earlierId), this.text.state()]);
    return { ...pair, text };
  }

  /** Of all times without a range. */
  async list(query: RecurrenceListQuery): Promise<RecurrenceListResponse> {
    const isRanged = query.from !== undefined || query.to !== undefined;
    const range = isRanged ? resolveRange(query, this.clock.now()) : null;
    const [page, counts, pending, text, settings] = await Promise.all([
      this.lists.list(query, range),
      this.lists.count(query, range),
      this.suggestions.pending(),
      this.text.state(),
      this.settings.read(),
    ]);
    return { ...page, ...counts, pending, text, lookBackDays: settings.recurrenceLookBackDays };
  }

  async rebuild(actor: Actor): Promise<RebuildRecurrencesResponse> {
    const queued = await this.suggestions.rebuild();
    await this.audit.record(this.dataSource.manager, {
      actor,
      action: 'recurrences_rebuilt',
      subjectType: 'setting',
      subjectId: 'recurrences',
      before: null,
      after: { queued },
    });
    return { queued };
  }

  /** `suggested` takes a decision back. The answer's `previous`, sent again, undoes the call. */
  async decide(actor: Actor, id: string, body: DecideRecurrenceBody): Promise<DecidedRecurrenceResponse> {
    const { earlierIncidentId, status } = body;
    if (earlierIncidentId === id)
      throw DomainError.invalid('earlierIncidentId', 'an incident does not recur itself');
    const decided = await this.dataSource.transaction(async (db) => {
      const incidents = await this.repository.lockIncidents(db, [id, earlierIncidentId]);
      const later = incidents.find((incident) => incident.id === id);
      const earlier = incidents.find((incident) => incident.id === earlierIncidentId);
      if (later === undefined) throw DomainError.notFound('incident', id);
      if (earlier === undefined) throw DomainError.invalid('earlierIncidentId', 'there is no such incident');
      if (later.beganAt && earlier.beganAt && Date.parse(later.beganAt) < Date.parse(earlier.beganAt))
        throw DomainError.invalid('earlierIncidentId', 'began after this incident', 'recurrence_order');
      const previous = (await this.repository.findStatus(db, id, earlierIncidentId)) ?? 'suggested';
      const opposite = await this.repository.findStatus(db, earlierIncidentId, id);
      if (status === 'confirmed' && opposite === 'confirmed')
        throw DomainError.invalid('earlierIncidentId', 'is linked the other way round', 'recurrence_order');
      if (status === 'suggested') {
        // what still speaks for it, if anything does, is worked out again
        await this.repository.remove(db, id, earlierIncidentId);
        await this.repository.askCheck(db, id);
      } else {
        await this.repository.save(db, {
          incidentId: id,
          earlierIncidentId,
          status,
          reasons: [{ code: 'said_by_person', detail: null }],
          decidedById: actor.userId,
          decidedAt: this.clock.now(),
        });
      }
      await this.audit.record(db, {
        actor,
        action: `recurrence_${status}`,
        subjectType: 'incident',
        subjectId: id,
        before: { earlierIncidentId, status: previous },
        after: { earlierIncidentId, status },
      });
      await this.live.publish(db, 'recurrences', [id, earlierIncidentId]);
      await this.live.publish(db, 'incidents', [id, earlierIncidentId]);
      return { incidentId: id, earlierIncidentId, status, previous };
    });
    if (status === 'suggested') await this.suggestions.lookAt([id]);
    return decided;
  }
}
