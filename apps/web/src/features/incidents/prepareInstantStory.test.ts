import { describe, expect, it } from '@jest/globals';
import type { InstantRecord } from '@tenken/shared/incident-details.contract';
import { prepareInstantStory } from './prepareInstantStory.js';

let made = 0;
const record = (
  at: string | null,
  provenance: InstantRecord['provenance'],
  retracted = false,
): InstantRecord => ({
  id: String(++made),
  field: 'resolvedAt',
  at,
  provenance,
  note: null,
  recordedBy: 'Mori',
  recordedAt: '2026-11-20T00:00:00.000Z',
  retracted,
});
const TEN = '2026-11-20T10:00:00.000Z';
const ELEVEN = '2026-11-20T11:00:00.000Z';

describe('prepareInstantStory', () => {
  it('keeps the original beside a correction', () => {
    const [imported, corrected] = [record(TEN, 'imported'), record(ELEVEN, 'human')];
    expect(prepareInstantStory([imported, corrected])).toEqual({
      counting: corrected,
      original: imported,
      earlier: [imported],
    });
  });

  it('lets the correction count also when the source says something else later', () => {
    const [corrected, later] = [record(ELEVEN, 'human'), record(TEN, 'imported')];
    expect(prepareInstantStory([corrected, later])).toMatchObject({ counting: corrected, original: later });
  });

  it('has no original where a person only confirmed it, or where nobody corrected it', () => {
    expect(prepareInstantStory([record(TEN, 'imported'), record(TEN, 'human')]).original).toBeNull();
    const [old, renewed] = [record(TEN, 'imported'), record(ELEVEN, 'imported')];
    expect(prepareInstantStory([old, renewed])).toEqual({
      counting: renewed,
      original: null,
      earlier: [old],
    });
    expect(prepareInstantStory([])).toEqual({ counting: null, original: null, earlier: [] });
  });

  it('goes back to the original when the correction was taken back', () => {
    const imported = record(TEN, 'imported');
    expect(prepareInstantStory([imported, record(ELEVEN, 'human', true)])).toEqual({
      counting: imported,
      original: null,
      earlier: [],
    });
  });

  it('shows the resolutions before a reopening', () => {
    const rows = [record(TEN, 'imported'), record(null, 'human'), record(ELEVEN, 'human')];
    expect(prepareInstantStory(rows).earlier.map(({ at }) => at)).toEqual([TEN, null]);
  });
});
