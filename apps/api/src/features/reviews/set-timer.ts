import type { TimerBody } from '@tenken/shared/review-live.contract';
import { addTimeSpent, runningSince } from './add-time-spent.js';

interface TimedStep {
  key: string;
  minutes: number;
  spentSeconds: number;
  timerFromSeconds: number;
}

interface Timed<T extends TimedStep> {
  steps: T[];
  currentStepAt: Date;
  timerPausedAt: Date | null;
}

/** A working day: nobody plans more for one step. */
const MOST_MINUTES = 480;

/**
 * The current step's timer after somebody touched it; null when that changes nothing. What was spent is never taken back:
 * the minutes of the meeting say how long a step took, whatever was done to its timer.
 */
export function setTimer<T extends TimedStep>(
  session: { agenda_steps: readonly T[]; current_step_at: Date | null; timer_paused_at: Date | null },
  current: string,
  body: TimerBody,
  now: Date,
): Timed<T> | null {
  const isPaused = session.timer_paused_at !== null;
  if ((body.action === 'pause' && isPaused) || (body.action === 'resume' && !isPaused)) return null;
  const spent = addTimeSpent(session.agenda_steps, current, runningSince(session), now);
  const steps = spent.map((step) => {
    if (step.key !== current) return step;
    if (body.action === 'add') {
      return { ...step, minutes: Math.min(MOST_MINUTES, Math.max(0, step.minutes + (body.minutes ?? 0))) };
    }
    if (body.action === 'restart') {
      return {
        ...step,
        timerFromSeconds: Math.min(step.spentSeconds, body.fromSeconds ?? step.spentSeconds),
      };
    }
    return step;
  });
  const paused = body.action === 'pause' || (isPaused && body.action === 'add');
  return { steps, currentStepAt: now, timerPausedAt: paused ? (session.timer_paused_at ?? now) : null };
}
