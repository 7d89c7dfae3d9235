import { Injectable } from '@nestjs/common';
import type {
  CreateServiceBody,
  Service,
  ServicesQuery,
  ServicesResponse,
  UpdateServiceBody,
} from '@tenken/shared/services.contract';
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
import { type ServiceFields, ServiceRepository } from './service.repository.js';

/** Services as people edit them. What comes in by itself is made by CatalogService. */
@Injectable()
export class ServiceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly services: ServiceRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async list(query: ServicesQuery): Promise<ServicesResponse> {
    const items = await this.services.findPage(this.dataSource.manager, {
      archived: query.archived === '1',
      teamId: query.team ?? null,
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

  async get(id: string, db: Queryable = this.dataSource.manager): Promise<Service> {
    const service = await this.services.findById(db, id);
    if (service === null) throw DomainError.notFound('service', id);
    return service;
  }

  async create(actor: Actor, body: CreateServiceBody): Promise<Service> {
    return this.dataSource.transaction(async (db) => {
      await this.services.lockTree(db);
      const fields: ServiceFields = {
        teamId: null,
        parentId: null,
        description: null,
        runbookUrl: null,
        aliases: [],
        ...body,
      };
      await this.check(db, null, fields);
      const id = await this.services.insert(db, serviceKey(body.name), fields);
      if (id === null) throw nameTaken('name', body.name);
      const service = await this.get(id, db);
      await this.record(db, actor, 'created', null, service);
      return service;
    });
  }

  async update(actor: Actor, id: string, body: UpdateServiceBody): Promise<Service> {
    const { archived, ...changes } = body;
    return this.dataSource.transaction(async (db) => {
      await this.services.lockTree(db);
      const before = await this.get(id, db);
      const fields: ServiceFields = { ...before, ...changes };
      await this.check(db, id, fields);
      await this.services.update(db, id, fields);
      if (archived !== undefined && archived !== (before.archivedAt !== null)) {
        await this.services.setArchivedAt(db, id, archived ? this.clock.now() : null);
      }
      const after = await this.get(id, db);
      await this.record(db, actor, 'changed', before, after);
      return after;
    });
  }

  /** Removes a service that nothing speaks of. @throws {DomainError} `still_used` */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      await this.services.lockTree(db);
      const before = await this.get(id, db);
      if (await this.services.isUsed(db, id)) throw stillUsed('service');
      await this.services.remove(db, id);
      await this.record(db, actor, 'deleted', before, null);
    });
  }

  private async check(db: Queryable, id: string | null, fields: ServiceFields): Promise<void> {
    if (fields.teamId !== null && !(await this.services.teamExists(db, fields.teamId))) {
      throw DomainError.invalid('teamId', `there is no team ${fields.teamId}`);
    }
    if (fields.parentId !== null) {
      if ((await this.services.findById(db, fields.parentId)) === null) {
        throw DomainError.invalid('parentId', `there is no service ${fields.parentId}`);
      }
      if (id !== null && (await this.services.wouldMakeCircle(db, id, fields.parentId))) {
        throw DomainError.invalid('parentId', 'a service cannot stand below itself', 'circle');
      }
    }
    if ((await this.services.findTakenName(db, [fields.name], id)) !== null) {
      throw nameTaken('name', fields.name);
    }
    const alias = await this.services.findTakenName(db, fields.aliases, id);
    if (alias !== null) throw nameTaken('aliases', alias);
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    before: Service | null,
    after: Service | null,
  ): Promise<void> {
    const id = (after ?? before)!.id;
    await this.audit.record(db, { actor, action, subjectType: 'service', subjectId: id, before, after });
    await this.live.publish(db, 'services', [id]);
  }
}

const nameTaken = (path: 'name' | 'aliases', name: string) =>
  DomainError.invalid(path, `"${name}" is the name of another service already`, 'name_taken');
