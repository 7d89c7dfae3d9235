import { Injectable } from '@nestjs/common';
import type { ReportScope } from '@tenken/shared/report-contents.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const NamedRow = z.object({ id: rowId, name: z.string() });
type Ids = { teamId: string | null; serviceId: string | null };

/** What a report is about, by name. */
@Injectable()
export class ReportScopeReadModel {
  /** Ids of a team or a service that are given by id, key or name. Throws `invalid` for none, several, or both. */
  async find(
    db: Queryable,
    given: { team?: string | undefined; service?: string | undefined },
  ): Promise<Ids> {
    const { team, service } = given;
    if (team !== undefined && service !== undefined)
      throw DomainError.invalid('service', 'a report is about a team or a service, not both', 'two_scopes');
    if (team !== undefined) {
      const sql = 'select id, name from teams where id::text = $1 or key = $1 or name = $1';
      return { teamId: await this.only(db, 'team', team, sql), serviceId: null };
    }
    if (service === undefined) return { teamId: null, serviceId: null };
    const sql = 'select id, name from services where id::text = $1 or key = $1 or name = $1';
    return { teamId: null, serviceId: await this.only(db, 'service', service, sql) };
  }

  /** The scope with its name and what counts with it. A team or service that is gone is said so. */
  async describe(db: Queryable, { teamId, serviceId }: Ids): Promise<ReportScope> {
    if (teamId !== null) {
      const team = await selectOne(db, NamedRow, 'select id, name from teams where id = $1', [teamId]);
      const services = await select(
        db,
        NamedRow,
        'select id, name from services where team_id = $1 order by name, id',
        [teamId],
      );
      return { kind: 'team', id: teamId, name: team?.name ?? null, components: services };
    }
    if (serviceId === null) return { kind: 'all', id: null, name: null, components: [] };
    const service = await selectOne(db, NamedRow, 'select id, name from services where id = $1', [serviceId]);
    const components = await select(
      db,
      NamedRow,
      `with recursive below (id) as (
         select id from services where parent_id = $1
         union
         select s.id from services s join below on s.parent_id = below.id
       )
       select s.id, s.name from services s join below on below.id = s.id order by s.name, s.id`,
      [serviceId],
    );
    return { kind: 'service', id: serviceId, name: service?.name ?? null, components };
  }

  private async only(db: Queryable, noun: string, given: string, sql: string): Promise<string> {
    const [first, ...others] = await select(db, NamedRow, sql, [given]);
    if (first === undefined)
      throw DomainError.invalid(noun, `there is no ${noun} "${given}"`, `${noun}_not_found`);
    if (others.length > 0) throw DomainError.invalid(noun, `"${given}" names several`, 'ambiguous');
    return first.id;
  }
}
