import { describe, expect, it } from '@jest/globals';
import { countLoad, pageBinMs } from './count-load.js';
import { noiseStarts } from './noise-starts.js';
import { unpackAcknowledged } from './unpack-days.js';

const DAY = 86_400_000;
const at = (ms: number) => new Date(20_000 * DAY + ms);

function packedStarts(...entries: [ms: number, flags: number][]) {
  const packed = Buffer.alloc(entries.length * 4);
  for (const [index, [ms, flags]] of entries.entries()) packed.writeInt32BE(ms * 8 + flags, index * 4);
  return { days: [20_000], lengths: [packed.length], packed };
}

describe('counting packed days', () => {
  it('counts by window, rule and page of the half-open range only', () => {
    const rule = {
      alertRuleId: '1',
      severity: null,
      ...packedStarts([0, 7], [599_999, 2], [600_000, 1], [DAY - 1, 7]),
    };
    expect(countLoad([rule], at(0), at(DAY - 1), 900_000)).toEqual({
      windows: [
        { index: 20_000 * 144, fired: 2, pages: 1 },
        { index: 20_000 * 144 + 1, fired: 1, pages: 1 },
      ],
      rules: [{ alertRuleId: '1', severity: null, fired: 3, ended: 2, fleeting: 1 }],
      pages: [{ ms: 20_000 * DAY, pages: 2 }],
    });
    expect(countLoad([rule], at(DAY - 1), at(DAY), 900_000).rules).toEqual([
      { alertRuleId: '1', severity: null, fired: 1, ended: 1, fleeting: 1 },
    ]);
  });

  it('bins pages so that no edge of the clock is within one', () => {
    expect(pageBinMs(['09:00:00', '18:00:00', '22:00:00', '08:00:00'])).toBe(900_000);
    expect(pageBinMs(['09:10', '18:00'])).toBe(300_000);
    expect(pageBinMs(['09:00:00', '17:59:59'])).toBe(1000);
  });

  it('reads acknowledged pages with instants on other days than their start', () => {
    const packed = Buffer.alloc(20);
    packed.writeInt32BE(5, 0);
    packed.writeBigInt64BE(BigInt(20_001 * DAY), 4);
    packed.writeBigInt64BE(BigInt(20_040 * DAY), 12);
    const days = { days: [20_000], lengths: [20], packed };
    expect(unpackAcknowledged(days, 20_000 * DAY, 20_000 * DAY + 6)).toEqual([
      { startMs: 20_000 * DAY + 5, pageMs: 20_001 * DAY, acknowledgedMs: 20_040 * DAY },
    ]);
    expect(unpackAcknowledged(days, 20_000 * DAY, 20_000 * DAY + 5)).toEqual([]);
  });

  it('takes for noise what the rule is called, unless an episode has a verdict of its own', () => {
    const starts = [{ alertRuleId: '1', ...packedStarts([30, 0], [10, 0], [20, 0], [20, 0]) }];
    const piece = (from: number, to: number, verdict: 'no_action' | 'actionable') => ({
      alertRuleId: '1',
      from: at(from),
      to: at(to),
      verdict,
    });
    const pieces = [piece(10, 30, 'no_action'), piece(30, 40, 'actionable')];
    const noise = (own: Parameters<typeof noiseStarts>[2]) =>
      (noiseStarts(starts, pieces, own, at(0), at(DAY)).get('1') ?? [])
        .map((ms) => ms - 20_000 * DAY)
        .sort((a, b) => a - b);
    expect(noise([])).toEqual([10, 20, 20]);
    const own = (ms: number, isNoise: boolean) => ({
      alertRuleId: '1',
      startMs: 20_000 * DAY + ms,
      isNoise,
    });
    expect(noise([own(20, false), own(30, true)])).toEqual([10, 20, 30]);
  });
});
