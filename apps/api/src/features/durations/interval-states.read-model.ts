import { Injectable } from '@nestjs/common';
import type { DurationsQuery } from '@tenken/shared/durations.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { selectOne } from '../../database/select.js';
import { intervalParameters, intervalsSql } from './incident-intervals.js';

const State = z.tuple([z.string(), z.string(), z.string().nullable(), z.number().nullable()]);
const Row = z.object({ states: z.string() });

/** What became of one incident in a figure. */
export interface IntervalState {
  incidentId: string;
  state: string;
  reason: string | null;
  seconds: number | null;
}

/** As the list of incidents behind a figure, but every one of them and nothing but what became of it. */
@Injectable()
export class IntervalStateReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Every incident of the range in order of its cohort. One text of JSON is read ten times as fast as so many rows. */
  async list(query: DurationsQuery): Promise<IntervalState[]> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    const row = await selectOne(
      this.dataSource.manager,
      Row,
      `${intervalsSql(query.metric)}
       select coalesce(json_agg(json_build_array(c.id::text, c.state, c.reason, c.seconds)
         order by c.cohort_at, c.id), '[]')::text as states
       from intervals c`,
      intervalParameters(query, { ...range, now }),
    );
    const states = z.array(State).parse(JSON.parse(row?.states ?? '[]'));
    return states.map(([incidentId, state, reason, seconds]) => ({ incidentId, state, reason, seconds }));
  }
}
