import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { orderByStart } from './order-by-start.js';
import type { ReplayColumns } from './replay-columns.js';
import { nextWorkingMs } from './working-hours.js';

export const FATE = { fires: 0, dropped: 1, merged: 2, undecided: 3 } as const;

/** What becomes of the page of a recorded episode. `none`: it never paged; `gone`: its alert fires no more on its own. */
export const PAGE = { none: 0, sent: 1, gone: 2, withinGap: 3, outsideHours: 4, held: 5 } as const;

/** One entry for each recorded episode, in the order of the columns. */
export interface Replayed {
  fate: Uint8Array;
  /** of those that fire: when; of merged ones: when the episode fires that they are part of */
  firesMs: Float64Array;
  /** the episode that it is part of; itself when it fires; −1: none */
  host: Int32Array;
  /** of those that fire: when the last part ends, the hold not counted */
  groupEndMs: Float64Array;
  page: Uint8Array;
  pageMs: Float64Array;
}

/** Room for one replay; a sweep uses it again for each setting. */
export function replayedRoom(length: number): Replayed {
  return {
    fate: new Uint8Array(length),
    firesMs: new Float64Array(length),
    host: new Int32Array(length),
    groupEndMs: new Float64Array(length),
    page: new Uint8Array(length),
    pageMs: new Float64Array(length),
  };
}

/**
 * What would have fired and paged under a setting (METRICS.md section 9).
 *
 * The recorded episodes stand for the condition of the rule, and pass through the state machine of a Prometheus rule,
 * fingerprint by fingerprint: the on-delay N (`for`) comes FIRST and decides on each stretch whether it fires: one
 * that lasts no longer than N never does, a longer one fires N after its start. The off-delay M (`keep_firing_for`)
 * then holds only what fires: a stretch that begins less than M after the end of one that fired belongs to it, without
 * waiting for N again. So short stretches are not glued together before they are measured: what never fires is never
 * held. (Exactly M apart are two, by METRICS.md; Prometheus itself decides that by the moment of its evaluation.)
 *
 * An open episode counts by what is known: it fires when it has lasted longer than N by now, until then it is
 * undecided. One whose end nobody told ended at the start of the next of its series at the latest; nothing is merged
 * across such an end.
 *
 * A page belongs to the first notified part of what fires, at the start of that part (and N later if it is the first
 * part at all), as interruptions are counted. Working hours come before the gap: a page outside waits for the next
 * opening and is sent if the alert, with its hold, still fires then (as with Alertmanager's time intervals); of the
 * pages of one rule that are left, one less than the gap after the last that was sent is not sent.
 *
 * Linear in the episodes; the order by start is made once, when a setting asks for pages in time.
 */
export function replaySetting(
  columns: ReplayColumns,
  settings: ReplaySettings,
  into: Replayed = replayedRoom(columns.length),
): Replayed {
  decideFates(columns, settings, into);
  choosePages(columns, settings, into);
  if (settings.workingHoursOnly || settings.notificationGapSeconds > 0) timePages(columns, settings, into);
  return into;
}

function decideFates(columns: ReplayColumns, settings: ReplaySettings, into: Replayed): void {
  const { length, series, startMs, endMs, isEndGuessed, nowMs } = columns;
  const { fate, firesMs, host, groupEndMs } = into;
  const onDelay = settings.onDelaySeconds * 1000;
  const offDelay = settings.offDelaySeconds * 1000;
  let last = -1;
  let current = -1;
  let canHold = false;
  for (let i = 0; i < length; i += 1) {
    if (series[i] !== last) {
      last = series[i]!;
      current = -1;
    }
    const start = startMs[i]!;
    const end = endMs[i]!;
    if (current >= 0 && offDelay > 0 && canHold && start - groupEndMs[current]! < offDelay) {
      fate[i] = FATE.merged;
      host[i] = current;
      firesMs[i] = firesMs[current]!;
      if (end >= groupEndMs[current]!) {
        groupEndMs[current] = end;
        canHold = isEndGuessed[i] === 0;
      }
      continue;
    }
    const isOpen = end === Number.POSITIVE_INFINITY;
    if (onDelay === 0 || (isOpen ? nowMs : end) - start > onDelay) {
      fate[i] = FATE.fires;
      host[i] = i;
      firesMs[i] = start + onDelay;
      groupEndMs[i] = end;
      current = i;
      canHold = isEndGuessed[i] === 0;
    } else {
      fate[i] = isOpen ? FATE.undecided : FATE.dropped;
      host[i] = -1;
      firesMs[i] = Number.NaN;
      current = -1;
    }
  }
}

/** The first notified part of each episode that fires pages for it. */
function choosePages(columns: ReplayColumns, settings: ReplaySettings, into: Replayed): void {
  const { length, notified, startMs } = columns;
  const { host, page, pageMs, firesMs } = into;
  const onDelay = settings.onDelaySeconds * 1000;
  let pagedHost = -1;
  for (let i = 0; i < length; i += 1) {
    if (notified[i] === 0) {
      page[i] = PAGE.none;
      continue;
    }
    const of = host[i]!;
    if (of < 0 || of === pagedHost) {
      page[i] = PAGE.gone;
      continue;
    }
    pagedHost = of;
    page[i] = PAGE.sent;
    // Parts of one series overlap only where a source told of them twice; nothing pages before it fires.
    pageMs[i] = of === i ? startMs[i]! + onDelay : Math.max(startMs[i]!, firesMs[of]!);
  }
}

/** Working hours, then the gap, in the order of the pages. */
function timePages(columns: ReplayColumns, settings: ReplaySettings, into: Replayed): void {
  const { series, seriesRule, ruleHours, ruleIds, nowMs } = columns;
  const { host, page, pageMs, groupEndMs } = into;
  const hold = settings.offDelaySeconds * 1000;
  const gap = settings.notificationGapSeconds * 1000;
  const lastSent = new Float64Array(ruleIds.length).fill(Number.NEGATIVE_INFINITY);
  for (const i of orderPages(columns, into)) {
    const rule = seriesRule[series[i]!]!;
    if (settings.workingHoursOnly) {
      const at = nextWorkingMs(ruleHours[rule]!, pageMs[i]!);
      if (at !== pageMs[i]) {
        // what would be sent later than now has not been sent
        if (at >= nowMs || groupEndMs[host[i]!]! + hold <= at) {
          page[i] = PAGE.outsideHours;
          continue;
        }
        page[i] = PAGE.held;
        pageMs[i] = at;
      }
    }
    if (pageMs[i]! - lastSent[rule]! < gap) page[i] = PAGE.withinGap;
    else lastSent[rule] = pageMs[i]!;
  }
}

/** Pages that are sent so far, by their time. */
function orderPages(columns: ReplayColumns, { page, pageMs }: Replayed): number[] {
  const pages: number[] = [];
  let isOrdered = true;
  for (const i of orderByStart(columns)) {
    if (page[i] !== PAGE.sent) continue;
    const previous = pages.at(-1);
    if (previous !== undefined && pageMs[previous]! > pageMs[i]!) isOrdered = false;
    pages.push(i);
  }
  // Only a part that pages for a silent beginning is not delayed with the others.
  return isOrdered ? pages : pages.sort((a, b) => pageMs[a]! - pageMs[b]! || a - b);
}
