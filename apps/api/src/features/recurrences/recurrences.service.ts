import { Injectable } from '@nestjs/common';
import type {
  DecidedRecurrenceResponse,
  DecideRecurrenceBody,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { RecurrenceReadModel } from './recurrences.read-model.js';
import { RecurrenceRepository } from './recurrences.repository.js';

/** What people say about recurrences: confirmed, rejected, or back to open. */
@Injectable()
export class RecurrenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: RecurrenceRepository,
    private readonly readModel: RecurrenceReadModel,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async ofIncident(id: string): Promise<RecurrencesResponse> {
    const { recurrenceLookBackDays } = await this.settings.read();
    return this.readModel.ofIncident(id, recurrenceLookBackDays);
  }

  /** `suggested` takes a decision back. The answer's `previous`, sent again, undoes the call. */
  async decide(actor: Actor, id: string, body: DecideRecurrenceBody): Promise<DecidedRecurrenceResponse> {
    const { earlierIncidentId, status } = body;
    if (earlierIncidentId === id)
      throw DomainError.invalid('earlierIncidentId', 'an incident does not recur itself');
    return this.dataSource.transaction(async (db) => {
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
      if (status === 'suggested') await this.repository.remove(db, id, earlierIncidentId);
      else {
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
      await this.live.publish(db, 'incidents', [id, earlierIncidentId]);
      return { incidentId: id, earlierIncidentId, status, previous };
    });
  }
}
