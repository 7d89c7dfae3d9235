import { Injectable } from '@nestjs/common';
import type { PutEpisodeLinksBody } from '@tenken/shared/detection.contract';
import { parseEpisodeId } from '@tenken/shared/episode-id';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { EpisodeLinkRepository } from './episode-links.repository.js';

/** Confirms and rejects that an episode told of an incident. */
@Injectable()
export class EpisodeLinkService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: EpisodeLinkRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what a person says of each episode; all or nothing. `null` takes the word back. Throws `not_found` for the
   * incident and `invalid` for an episode that does not exist.
   */
  async put(actor: Actor, incidentId: string, body: PutEpisodeLinksBody): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      if (!(await this.links.lockIncident(db, incidentId)))
        throw DomainError.notFound('incident', incidentId);
      const changes: { episodeId: string; before: string | null; after: string | null }[] = [];
      for (const [index, { episodeId, status }] of body.links.entries()) {
        const key = parseEpisodeId(episodeId);
        const link = key && (await this.links.find(db, incidentId, key));
        if (key === null || (!link && !(await this.links.episodeExists(db, key))))
          throw DomainError.invalid(
            `links.${index}.episodeId`,
            'there is no such episode',
            'episode_not_found',
          );
        const before = link?.status ?? null;
        if (before === status) continue;
        if (status !== null)
          await this.links.put(db, incidentId, key, status, actor.userId, this.clock.now());
        else if (link) await this.links.delete(db, link.id);
        changes.push({ episodeId, before, after: status });
      }
      if (changes.length === 0) return;
      await this.audit.record(db, {
        actor,
        action: 'episodes_linked',
        subjectType: 'incident',
        subjectId: incidentId,
        before: changes.map(({ episodeId, before }) => ({ episodeId, status: before })),
        after: changes.map(({ episodeId, after }) => ({ episodeId, status: after })),
      });
      await this.live.publish(db, 'incidents', [incidentId]);
      await this.live.publish(
        db,
        'episodes',
        changes.map(({ episodeId }) => episodeId),
      );
    });
  }
}
