import type { AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { type DistributionModel, prepareDistribution } from '../../charts/prepare/prepareDistribution.js';
import type { Language } from '../../i18n/language.js';
import { firstOfMonth } from '../../time/isoDay.js';

export type DurationsOfService = AlertDurationsResponse['services'][number];
export type DurationsOfMonth = DurationsOfService['months'][number];

/** More pictures than this cannot be compared at a glance. */
const MOST_PICTURES = 12;
/** More services make a table that no browser draws at once; the file has them all. */
const MOST_IN_TABLE = 50;

export interface AlertDurationsModel {
  /** the services with the most alerts that have ended, on one axis; every month of the range has its place */
  pictures: { service: DurationsOfService; ended: number; open: number; model: DistributionModel }[];
  /** those of the table, in the same order */
  listed: DurationsOfService[];
}

/** What is drawn and listed: the services with the most ended alerts first. */
export function prepareAlertDurations(
  answer: AlertDurationsResponse,
  language: Language,
): AlertDurationsModel {
  const months: string[] = [];
  for (let month = answer.from; month < answer.to; month = nextMonth(month)) months.push(month);
  const sumOf = (service: DurationsOfService, what: 'n' | 'open') =>
    service.months.reduce((sum, month) => sum + month[what], 0);
  const services = answer.services.toSorted((a, b) => sumOf(b, 'n') - sumOf(a, 'n'));
  const drawn = services.slice(0, MOST_PICTURES);
  const shared = drawn.flatMap((service) =>
    service.months.flatMap(({ medianSeconds, p90Seconds }) =>
      [medianSeconds, p90Seconds].filter((seconds) => seconds !== null),
    ),
  );
  return {
    pictures: drawn.map((service) => ({
      service,
      ended: sumOf(service, 'n'),
      open: sumOf(service, 'open'),
      model: modelOf(service, months, shared, language),
    })),
    listed: services.slice(0, MOST_IN_TABLE),
  };
}

/** `2026-12` → `2027-01` */
export function nextMonth(month: string): string {
  return firstOfMonth(`${month}-01`, 1).slice(0, 7);
}

/** The picture of durations without dots and bands: the histograms know neither. */
function modelOf(
  service: DurationsOfService,
  months: readonly string[],
  shared: readonly number[],
  language: Language,
): DistributionModel {
  const known = new Map(service.months.map((month) => [month.month, month]));
  const model = prepareDistribution(
    months.map((month) => {
      const { n = 0, open = 0, unfinished = false, p90Seconds = null } = known.get(month) ?? {};
      return {
        from: `${month}-01T00:00:00.000Z`,
        to: `${nextMonth(month)}-01T00:00:00.000Z`,
        unfinished,
        partial: false,
        n,
        open,
        medianSeconds: null,
        medianLower: null,
        medianUpper: null,
        p90Seconds,
        p90Lower: p90Seconds,
      };
    }),
    [],
    { unit: 'month', timeZone: 'UTC', language },
    shared,
  );
  return {
    ...model,
    slots: model.slots.map((slot) => ({
      ...slot,
      median: known.get(months[slot.index] ?? '')?.medianSeconds ?? null,
    })),
  };
}
