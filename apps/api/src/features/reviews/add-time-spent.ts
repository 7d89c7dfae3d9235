interface Step {
  key: string;
  minutes: number;
  spentSeconds: number;
}

/** The steps with the seconds since `since` added to the one that was going on. */
export function addTimeSpent<T extends Step>(
  steps: readonly T[],
  current: string | null,
  since: Date | null,
  now: Date,
): T[] {
  if (current === null || since === null) return [...steps];
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));
  return steps.map((step) =>
    step.key === current ? { ...step, spentSeconds: step.spentSeconds + seconds } : step,
  );
}

/** Since when time passes for the current step; null while its timer stands still. */
export function runningSince(session: {
  current_step_at: Date | null;
  timer_paused_at: Date | null;
}): Date | null {
  return session.timer_paused_at === null ? session.current_step_at : null;
}
