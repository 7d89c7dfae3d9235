import { describe, expect, it } from '@jest/globals';
import { formatPerWeek, prepareGrid, quietestWithoutHarm } from './prepareReplay.js';
import { isAsRecorded, searchOf, settingsOf } from './replaySettings.js';
import { testReplay } from './testReplay.js';

const settings = settingsOf({ delay: '5m' });

describe('a replay', () => {
  it('names the quietest cell that loses nothing, the smallest change of equal ones', () => {
    const cells = prepareGrid(testReplay(settings));
    expect(cells.flat().filter(({ harm }) => harm)).toHaveLength(3);
    expect(quietestWithoutHarm(cells)?.settings).toMatchObject({ onDelaySeconds: 300, offDelaySeconds: 0 });
    expect(cells.flat().filter(({ isChosen }) => isChosen)).toHaveLength(1);
    expect([cells[0]![0]!.level, cells[1]![0]!.level]).toEqual([4, 1]);
  });

  it('says a small rate in words that are not zero', () => {
    expect([0, 0.01, 0.24, 9.96, 12.4].map((n) => formatPerWeek(n, 'en'))).toEqual([
      '0',
      '<0.1',
      '0.2',
      '10.0',
      '12',
    ]);
    expect(formatPerWeek(null, 'en')).toBe('—');
  });

  it('keeps a setting in the address', () => {
    const search = { delay: '5m', hold: '1h30m', gap: undefined, hours: true as const };
    expect(searchOf(settingsOf(search))).toEqual(search);
    expect(isAsRecorded(settingsOf({ delay: 'nonsense' }))).toBe(true);
    expect(settingsOf({ delay: '400d' }).onDelaySeconds).toBe(7 * 86_400);
  });
});
