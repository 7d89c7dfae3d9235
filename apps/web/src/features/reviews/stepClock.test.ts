import { describe, expect, it } from '@jest/globals';
import { stepClock } from './stepClock.js';

const now = new Date('2026-11-21T08:00:00Z');
const step = { key: 'rules', title: null, minutes: 30, spentSeconds: 120, timerFromSeconds: 0 };
const running = { currentStep: 'rules', currentStepAt: '2026-11-21T07:57:30Z', timerPausedAt: null };

describe('stepClock', () => {
  it.each([
    ['adds what has passed since the move', running, step, [4, 0]],
    ['not of another step', { ...running, currentStep: 'wrap_up' }, step, [2, 0]],
    ['not while it is paused', { ...running, timerPausedAt: '2026-11-21T07:58:00Z' }, step, [2, 0]],
    ['begins anew after a restart', running, { ...step, timerFromSeconds: 180 }, [1, 0]],
    ['tells how much it is over', running, { ...step, minutes: 1 }, [4, 3]],
    ['is not over in its last minute', running, { ...step, minutes: 4 }, [4, 0]],
    ['before the meeting', { ...running, currentStep: null, currentStepAt: null }, step, [2, 0]],
  ])('%s', (_, room, which, [spentMinutes, overMinutes]) => {
    expect(stepClock(room, which, now)).toEqual({ spentMinutes, overMinutes });
  });
});
