import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { parseDuration } from '../../time/parseDuration.js';
import { prometheusDuration } from './prometheusDuration.js';

/** What an address says of a setting. */
export interface WhatIfSearch {
  delay?: string | undefined;
  hold?: string | undefined;
  gap?: string | undefined;
  hours?: true | undefined;
}

/** Nothing is changed. */
export const AS_RECORDED: ReplaySettings = {
  onDelaySeconds: 0,
  offDelaySeconds: 0,
  notificationGapSeconds: 0,
  workingHoursOnly: false,
};

/** A week, as the API takes it. */
export const LONGEST_SECONDS = 7 * 86_400;

/** The settings of an address; what cannot be read is as if it were not there. */
export function settingsOf(search: WhatIfSearch): ReplaySettings {
  const seconds = (text: string | undefined) => Math.min(LONGEST_SECONDS, parseDuration(text ?? '') ?? 0);
  return {
    onDelaySeconds: seconds(search.delay),
    offDelaySeconds: seconds(search.hold),
    notificationGapSeconds: seconds(search.gap),
    workingHoursOnly: search.hours === true,
  };
}

/** Reverses `settingsOf`; what is not set leaves no trace. */
export function searchOf(settings: ReplaySettings): WhatIfSearch {
  const text = (seconds: number) => (seconds === 0 ? undefined : prometheusDuration(seconds));
  return {
    delay: text(settings.onDelaySeconds),
    hold: text(settings.offDelaySeconds),
    gap: text(settings.notificationGapSeconds),
    hours: settings.workingHoursOnly || undefined,
  };
}

export function isAsRecorded(settings: ReplaySettings): boolean {
  return (
    settings.onDelaySeconds === 0 &&
    settings.offDelaySeconds === 0 &&
    settings.notificationGapSeconds === 0 &&
    !settings.workingHoursOnly
  );
}
