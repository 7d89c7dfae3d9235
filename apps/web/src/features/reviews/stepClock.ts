import type { ReviewRoom } from '@tenken/shared/reviews.contract';

export interface StepClock {
  /** whole minutes since its timer began */
  spentMinutes: number;
  /** whole minutes past its time; 0 while there is time left */
  overMinutes: number;
}

type Clocked = Pick<ReviewRoom, 'currentStep' | 'currentStepAt' | 'timerPausedAt'>;

/** The soft timer of a step, in whole minutes, at `now`. */
export function stepClock(room: Clocked, step: ReviewRoom['steps'][number], now: Date): StepClock {
  const isRunning =
    step.key === room.currentStep && room.currentStepAt !== null && room.timerPausedAt === null;
  const running = isRunning ? Math.max(0, (now.getTime() - Date.parse(room.currentStepAt ?? '')) / 1000) : 0;
  const spentMinutes = Math.floor(Math.max(0, step.spentSeconds + running - step.timerFromSeconds) / 60);
  return { spentMinutes, overMinutes: Math.max(0, spentMinutes - step.minutes) };
}
