import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeHistory } from './decode-history.js';
import type { ReplayColumns } from './replay-columns.js';

/** An episode as the database packs it: minutes of 2026-11-02 (UTC). */
function pack(from: number, to: number | null, flags: number): Buffer {
  const bytes = Buffer.alloc(18);
  const micros = (minute: number) =>
    (BigInt(Date.UTC(2026, 10, 2) + minute * 60_000) - BigInt(Date.UTC(2000, 0, 1))) * 1000n;
  bytes.writeBigInt64BE(micros(from), 0);
  bytes.writeBigInt64BE(to === null ? 0x7fff_ffff_ffff_ffffn : micros(to), 8);
  bytes.writeUInt16BE(flags, 16);
  return bytes;
}
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2) + minute * 60_000);

describe('a packed history', () => {
  let columns: ReplayColumns;
  beforeAll(async () => {
    columns = await decodeHistory(
      {
        series: [
          ['7', 'a', 3],
          ['8', 'b', 1],
        ],
        episodes: Buffer.concat([pack(30, null, 1), pack(10, null, 1), pack(20, 25, 2), pack(5, 4, 0)]),
      },
      {
        rules: [
          { id: '9', memberIds: ['9'] },
          { id: '7', memberIds: ['8', '7'] },
        ],
        hours: [],
        ownVerdicts: [
          { alertRuleId: '7', fingerprint: 'a', startsAt: at(20), verdict: 'actionable' },
          { alertRuleId: '7', fingerprint: 'gone', startsAt: at(20), verdict: 'unclear' },
        ],
        ruleVerdicts: [
          { alertRuleId: '7', from: at(15), to: at(30), verdict: 'duplicate' },
          { alertRuleId: '7', from: at(0), to: at(60), verdict: 'no_action' },
        ],
        now: at(100),
      },
    );
  });

  it('is sorted by series and start, ends as known', () => {
    expect([...columns.startMs].map((ms) => (ms - at(0).getTime()) / 60_000)).toEqual([10, 20, 30, 5]);
    // 10 was never told to end, but 20 began
    expect([...columns.endMs].map((ms) => (ms - at(0).getTime()) / 60_000)).toEqual([
      20,
      25,
      Number.POSITIVE_INFINITY,
      // told to have ended before it began
      5,
    ]);
    expect([...columns.isEndGuessed]).toEqual([1, 1, 0, 0]);
    expect([...columns.notified]).toEqual([1, 0, 1, 0]);
    expect([[...columns.series], [...columns.seriesRule]]).toEqual([
      [0, 0, 0, 1],
      [1, 1],
    ]);
  });

  it('has for each episode its own verdict, else the newest of its rule that holds its start', () => {
    // no_action, actionable (own), no_action (the window of duplicate ends before), none
    expect([...columns.verdict]).toEqual([2, 1, 2, 0]);
  });
});
