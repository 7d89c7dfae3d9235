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
    const asked = [
      `${monthOf(from)}-01`,
      `${monthOf(to)}-01`,
      query.service ?? null,
      query.team ?? null,
    ] as const;
    const [ended, firing] = await Promise.all([
      this.durations.byMonth(...asked),
      this.durations.openByMonth(...asked),
    ]);
    const services = new Map<string | null, Service>();
    const fewest = smallestSampleForQuantile(0.9);
    const serviceOf = (id: string | null, name: string | null) => {
      const service = services.get(id) ?? { id, name, months: [] };
      services.set(id, service);
      return service;
    };
    for (const { serviceId, name, month, ended: n, medianSeconds, p90Seconds } of ended) {
      serviceOf(serviceId, name).months.push({
        month,
        unfinished: indexOf(month) >= current,
        n,
        open: 0,
        medianSeconds,
        p90Seconds: n >= fewest ? p90Seconds : null,
      });
    }
    for (const { serviceId, name, month, open } of firing) {
      const { months } = serviceOf(serviceId, name);
      const found = months.find((one) => one.month === month);
      if (found) found.open = open;
      else {
        const unfinished = indexOf(month) >= current;
        months.push({ month, unfinished, n: 0, open, medianSeconds: null, p90Seconds: null });
        months.sort((a, b) => indexOf(a.month) - indexOf(b.month));
      }
    }
    return {
      definition: metricDefinition('alert_durations', query.language),
      from: monthOf(from),
      to: monthOf(to),
      services: [...services.values()].sort(byName),
    };
  }
}

type Service = AlertDurationsResponse['services'][number];

/** What has no service comes last. */
function byName(a: Service, b: Service): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function indexOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthOf(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
