import { describe, expect, it } from '@jest/globals';
import { catalogueEn } from '../../i18n/catalogue.en.js';
import { createTranslator } from '../../i18n/createTranslator.js';
import { describeFilters, toEpisodesQuery } from './episodeFilter.js';

const scope = {
  from: '2026-08-24',
  to: '2026-11-16',
  timeZone: 'Asia/Tokyo',
  serviceIds: ['3'],
  teamId: '1',
};
const t = createTranslator('en', catalogueEn);

describe('toEpisodesQuery', () => {
  it('takes the scope as a filter', () => {
    expect(toEpisodesQuery({ notified: '1' }, scope)).toMatchObject({
      from: '2026-08-24',
      to: '2026-11-16',
      timeZone: 'Asia/Tokyo',
      service: ['3'],
      team: '1',
      notified: '1',
    });
  });

  it('does not narrow what names itself', () => {
    for (const named of [{ rule: ['7'] }, { ruleService: ['none'] }])
      expect(toEpisodesQuery(named, scope)).toMatchObject({
        ...named,
        service: undefined,
        team: undefined,
      });
  });

  it('leaves the range out for all times, keeping the zone', () => {
    expect(toEpisodesQuery({ ids: ['1.2.x'], all: true }, scope)).toMatchObject({
      from: undefined,
      to: undefined,
      timeZone: 'Asia/Tokyo',
    });
  });
});

describe('describeFilters', () => {
  it('names every filter that is on', () => {
    const chips = describeFilters(
      { rule: ['7'], verdict: ['none', 'actionable'], open: '0', hour: 0, weekday: 1, minSeconds: 900 },
      t,
      'HighLatency',
    );
    expect(chips.map((chip) => chip.text)).toEqual([
      'Rule: HighLatency',
      `Verdict: not judged${t('ui.listSeparator')}${t('ui.verdict.actionable')}`,
      'Ended',
      'On Mon',
      'At 0:00',
      'Lasted at least 15m',
    ]);
  });

  it('names the services of the rules', () => {
    const filter = { ruleService: ['3', 'none'] };
    expect(describeFilters(filter, t, null, () => 'checkout').map((chip) => chip.text)).toEqual([
      `Service of the rule: checkout${t('ui.listSeparator')}none`,
    ]);
  });

  it('is empty without filters', () => expect(describeFilters({}, t, null)).toEqual([]));
});
