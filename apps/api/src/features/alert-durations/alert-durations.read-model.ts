import { Injectable } from '@nestjs/common';
import type { AlertDurationsQuery, AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { smallestSampleForQuantile } from '@tenken/statistics/smallest-sample-for-quantile';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { ServiceDurationReadModel } from '../episodes/service-durations.read-model.js';

const MONTHS = 24;
const MAX_MONTHS = 60;

/** How long alerts of a service last, by month (METRICS.md section 6). */
@Injectable()
export class AlertDurationReadModel {
  constructor(
    private readonly durations: ServiceDurationReadModel,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` for a range that ends before it begins or has more than 60 months. */
  async durationsByService(query: AlertDurationsQuery): Promise<AlertDurationsResponse> {
    const now = this.clock.now();
    const current = now.getUTCFullYear() * 12 + now.getUTCMonth();
    const to = query.to === undefined ? current + 1 : indexOf(query.to);
    const from = query.from === undefined ? to - MONTHS : indexOf(query.from);
    if (from >= to) throw DomainError.invalid('to', 'must be after from');
    if (to - from > MAX_MONTHS)
      throw DomainError.invalid('to', `must be at most ${MAX_MONTHS} months after from`, 'range_too_long');
    const rows = await this.durations.byMonth(
      `${monthOf(from)}-01`,
      `${monthOf(to)}-01`,
      query.service ?? null,
    );
    const services = new Map<string | null, AlertDurationsResponse['services'][number]>();
    const fewest = smallestSampleForQuantile(0.9);
    for (const { serviceId, name, month, ended, medianSeconds, p90Seconds } of rows) {
      const service = services.get(serviceId) ?? { id: serviceId, name, months: [] };
      services.set(serviceId, service);
      service.months.push({
        month,
        unfinished: indexOf(month) >= current,
        n: ended,
        medianSeconds,
        p90Seconds: ended >= fewest ? p90Seconds : null,
      });
    }
    return {
      definition: metricDefinition('alert_durations', query.language),
      from: monthOf(from),
      to: monthOf(to),
      services: [...services.values()],
    };
  }
}

function indexOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthOf(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
