import { Injectable } from '@nestjs/common';
import type {
  CreateTeamBody,
  Team,
  TeamsQuery,
  TeamsResponse,
  UpdateTeamBody,
} from '@tenken/shared/teams.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { stillUsed } from './catalog.errors.js';
import { serviceKey } from './catalog.service.js';
import { NameCursor } from './name-cursor.js';
import { type TeamFields, TeamRepository } from './team.repository.js';

const DEFAULTS: Omit<TeamFields, 'name'> = {
  timeZone: 'UTC',
  calendar: 'JP',
  workingDays: [1, 2, 3, 4, 5],
  workingFrom: '09:00',
  workingTo: '18:00',
  sleepFrom: '22:00',
  sleepTo: '08:00',
  weekStartsOn: 1,
  fiscalYearStartsIn: 4,
};

@Injectable()
export class TeamService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly teams: TeamRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async list(query: TeamsQuery): Promise<TeamsResponse> {
    const items = await this.teams.findPage(this.dataSource.manager, {
      archived: query.archived === '1',
      after: decodeCursor(NameCursor, query.cursor),
      limit: query.limit + 1,
    });
    const page = items.slice(0, query.limit);
    const last = page.at(-1);
    const more = items.length > query.limit && last !== undefined;
    return {
      items: page,
      nextCursor: more ? encodeCursor({ name: last.name.toLowerCase(), id: last.id }) : null,
    };
  }

  async get(id: string, db: Queryable = this.dataSource.manager): Promise<Team> {
    const team = await this.teams.findById(db, id);
    if (team === null) throw DomainError.notFound('team', id);
    return team;
  }

  async create(actor: Actor, body: CreateTeamBody): Promise<Team> {
    const { key = serviceKey(body.name), ...given } = body;
    return this.dataSource.transaction(async (db) => {
      const id = await this.teams.insert(db, key, { ...DEFAULTS, ...given });
      if (id === null) {
        throw DomainError.invalid(body.key === undefined ? 'name' : 'key', `"${key}" is taken`, 'key_taken');
      }
      const team = await this.get(id, db);
      await this.record(db, actor, 'created', null, team);
      return team;
    });
  }

  async update(actor: Actor, id: string, body: UpdateTeamBody): Promise<Team> {
    const { archived, ...changes } = body;
    return this.dataSource.transaction(async (db) => {
      await this.teams.lock(db, id);
      const before = await this.get(id, db);
      await this.teams.update(db, id, { ...before, ...changes });
      if (archived !== undefined && archived !== (before.archivedAt !== null)) {
        await this.teams.setArchivedAt(db, id, archived ? this.clock.now() : null);
      }
      const after = await this.get(id, db);
      await this.record(db, actor, 'changed', before, after);
      return after;
    });
  }

  /** Removes a team that nothing speaks of. @throws {DomainError} `still_used` */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      await this.teams.lock(db, id);
      const before = await this.get(id, db);
      if (await this.teams.isUsed(db, id)) throw stillUsed('team');
      await this.teams.remove(db, id);
      await this.record(db, actor, 'deleted', before, null);
    });
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    before: Team | null,
    after: Team | null,
  ): Promise<void> {
    const id = (after ?? before)!.id;
    await this.audit.record(db, { actor, action, subjectType: 'team', subjectId: id, before, after });
    await this.live.publish(db, 'teams', [id]);
  }
}
