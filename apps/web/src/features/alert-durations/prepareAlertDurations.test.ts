import { describe, expect, it } from '@jest/globals';
import { alertDurationRows } from './alertDurationRows.js';
import { monthsOfRange } from './alertDurations.queries.js';
import { prepareAlertDurations } from './prepareAlertDurations.js';

const definition = { key: 'alert_durations', version: 1, text: 'text' };
const month = (name: string, n: number, median: number | null, p90: number | null = null, open = 0) => ({
  month: name,
  unfinished: name === '2026-12',
  n,
  open,
  medianSeconds: median,
  p90Seconds: p90,
});

describe('prepareAlertDurations', () => {
  const services = [
    { id: '1', name: 'Quiet', months: [month('2026-11', 2, 30)] },
    {
      id: '2',
      name: 'Loud',
      months: [month('2026-10', 40, 300, 3500), month('2026-12', 3, 50, null, 4)],
    },
  ];
  const { pictures, listed } = prepareAlertDurations(
    { definition, from: '2026-10', to: '2027-01', services },
    'en',
  );

  it('has a place for every month, and no figure where nothing ended', () => {
    expect(pictures.map(({ service, ended, open }) => [service.name, ended, open])).toEqual([
      ['Loud', 43, 4],
      ['Quiet', 2, 0],
    ]);
    expect(
      pictures[0]!.model.slots.map(({ label, n, open, median, p90, unfinished }) => [
        label,
        n,
        open,
        median,
        p90,
        unfinished,
      ]),
    ).toEqual([
      ['Oct 2026', 40, 0, 300, 3500, false],
      ['Nov 2026', 0, 0, null, null, false],
      ['Dec 2026', 3, 4, 50, null, true],
    ]);
  });

  it('puts all services on one axis that holds every figure', () => {
    expect(pictures[0]!.model.domain).toEqual(pictures[1]!.model.domain);
    expect(pictures[0]!.model.domain).toEqual([10, 3600]);
  });

  it('draws the twelve with the most alerts and lists fifty', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      id: String(index),
      name: `S${index}`,
      months: [month('2026-10', index, 60)],
    }));
    const model = prepareAlertDurations({ definition, from: '2026-10', to: '2026-11', services: many }, 'ja');
    expect(model.pictures.map(({ service }) => service.name)).toEqual(
      Array.from({ length: 12 }, (_, index) => `S${59 - index}`),
    );
    expect(model.listed).toHaveLength(50);
    expect(listed).toHaveLength(2);
  });
});

describe('the months of a range', () => {
  it.each([
    ['2026-08-24', '2026-11-16', '2026-08', '2026-12'],
    ['2026-10-01', '2026-11-01', '2026-10', '2026-11'],
    ['2026-12-31', '2027-01-01', '2026-12', '2027-01'],
    ['2018-01-01', '2026-11-16', '2021-12', '2026-12'],
  ])('%s to %s', (from, to, first, end) => {
    expect(monthsOfRange({ from, to })).toEqual({ from: first, to: end });
  });

  it('leads to the alerts of the month, in its zone, by the service of their rule', () => {
    expect(alertDurationRows(null, '2026-12', false).search).toEqual({
      from: '2026-12-01',
      to: '2027-01-01',
      tz: 'UTC',
      ruleService: ['none'],
      open: '0',
    });
  });
});
