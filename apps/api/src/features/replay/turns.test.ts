import { describe, expect, it } from '@jest/globals';
import { AS_RECORDED } from './replay-setting.js';
import { type ReplayMaterial, SettingSweep } from './sweep-settings.js';
import { testColumns } from './test-columns.js';
import { Turns } from './turns.js';

const columns = testColumns(Array.from({ length: 50 }, (_, i) => ({ at: i * 10, to: i * 10 + 5 })));
const material: ReplayMaterial = {
  columns,
  incidents: [],
  judge: () => 'caught',
  weeks: 1,
  knowsPages: false,
};

describe('long work in steps', () => {
  it('lets a signal that comes from outside end it', async () => {
    const stop = new AbortController();
    const turns = new Turns(stop.signal);
    // as a closed connection does: only when the event loop has a turn
    setTimeout(() => stop.abort(new Error('gone')), 30);
    let steps = 0;
    const work = async () => {
      for (;;) {
        await turns.giveWay();
        steps += 1;
      }
    };
    await expect(work()).rejects.toThrow('gone');
    expect(steps).toBeGreaterThan(0);
  });

  it('ends a sweep between two settings, with and without a gap', async () => {
    for (const notificationGapSeconds of [0, 300]) {
      const stop = new AbortController();
      const sweep = new SettingSweep(material, stop.signal);
      const outcomeAt = sweep.delays({ ...AS_RECORDED, notificationGapSeconds }, [0, 60], [0, 60]);
      await expect(outcomeAt(0, 0)).resolves.toMatchObject({ episodes: 50 });
      stop.abort(new Error('gone'));
      await expect(outcomeAt(60, 0)).rejects.toThrow('gone');
      await expect(sweep.outcome(AS_RECORDED)).rejects.toThrow('gone');
    }
  });
});
