import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { orderByStart } from './order-by-start.js';
import type { ReplayColumns } from './replay-columns.js';
import { nextWorkingMs } from './working-hours.js';

// a name of our own: the pass over the episodes is most of a sweep
const OPEN = Number.POSITIVE_INFINITY;

/** Nothing is changed. */
export const AS_RECORDED: ReplaySettings = {
  onDelaySeconds: 0,
  offDelaySeconds: 0,
  notificationGapSeconds: 0,
  workingHoursOnly: false,
};

export const FATE = { fires: 0, dropped: 1, merged: 2, undecided: 3 } as const;

/** What becomes of the page of a recorded episode. `none`: it never paged; `gone`: its alert fires no more on its own. */
export const PAGE = { none: 0, sent: 1, gone: 2, withinGap: 3, outsideHours: 4, held: 5 } as const;

/** One entry for each recorded episode, in the order of the columns. When it fires and pages: `firesAtMs`, `pageAtMs`. */
export interface Replayed {
  settings: ReplaySettings;
  /** an episode pages by a later part: its beginning was silent */
  hasLateParts: boolean;
  fate: Uint8Array;
  /** the episode that it is part of; itself when it fires; −1: none */
  host: Int32Array;
  page: Uint8Array;
  /** of pages that wait for working hours: when they are sent */
  heldMs: Float64Array;
  /** of those that fire, with working hours only: when the last part ends, the hold not counted */
  groupEndMs: Float64Array;
}

/** Room for one replay; a sweep uses it again for each setting. */
export function replayedRoom(length: number): Replayed {
  return {
    settings: AS_RECORDED,
    hasLateParts: false,
    fate: new Uint8Array(length),
    host: new Int32Array(length),
    page: new Uint8Array(length),
    heldMs: new Float64Array(length),
    groupEndMs: new Float64Array(length),
  };
}

/** When the episode fires that this one is, or is part of. Not for those that do not fire. */
export function firesAtMs({ startMs }: ReplayColumns, { host, settings }: Replayed, i: number): number {
  return startMs[host[i]!]! + settings.onDelaySeconds * 1000;
}

/** When the page of an episode is sent; nothing pages before it fires. Only for pages that are sent. */
export function pageAtMs(columns: ReplayColumns, replayed: Replayed, i: number): number {
  if (replayed.page[i] === PAGE.held) return replayed.heldMs[i]!;
  return Math.max(columns.startMs[i]!, firesAtMs(columns, replayed, i));
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
  into.settings = settings;
  decide(columns, into);
  if (settings.workingHoursOnly || settings.notificationGapSeconds > 0) timePages(columns, into);
  return into;
}

/**
 * Fates, and the page of each episode that fires: that of its first notified part. One pass that writes six bytes an
 * episode: a sweep is bound by memory.
 */
function decide(columns: ReplayColumns, into: Replayed): void {
  const { length, series, startMs, endMs, notified, isEndGuessed, nowMs } = columns;
  const { settings, fate, host, page, groupEndMs } = into;
  const onDelay = settings.onDelaySeconds * 1000;
  const offDelay = settings.offDelaySeconds * 1000;
  const needsEnds = settings.workingHoursOnly;
  let last = -1;
  let current = -1;
  let groupEnd = 0;
  let canHold = false;
  let pagedHost = -1;
  let hasLateParts = false;
  for (let i = 0; i < length; i += 1) {
    const start = startMs[i]!;
    const end = endMs[i]!;
    if (series[i] !== last) {
      last = series[i]!;
      current = -1;
    }
    if (current >= 0 && canHold && start - groupEnd < offDelay) {
      fate[i] = FATE.merged;
      if (end >= groupEnd) {
        groupEnd = end;
        canHold = isEndGuessed[i] === 0;
      }
    } else if (onDelay === 0 || (end === OPEN ? nowMs : end) - start > onDelay) {
      fate[i] = FATE.fires;
      groupEnd = end;
      current = i;
      canHold = offDelay > 0 && isEndGuessed[i] === 0;
    } else {
      fate[i] = end === OPEN ? FATE.undecided : FATE.dropped;
      current = -1;
    }
    host[i] = current;
    if (needsEnds && current >= 0) groupEndMs[current] = groupEnd;
    if (notified[i] === 0) page[i] = PAGE.none;
    else if (current < 0 || current === pagedHost) page[i] = PAGE.gone;
    else {
      pagedHost = current;
      page[i] = PAGE.sent;
      if (current !== i) hasLateParts = true;
    }
  }
  into.hasLateParts = hasLateParts;
}

/** Working hours, then the gap, in the order of the pages. */
function timePages(columns: ReplayColumns, into: Replayed): void {
  const { series, seriesRule, startMs, ruleHours, ruleIds, nowMs } = columns;
  const { settings, host, page, heldMs, groupEndMs } = into;
  const onDelay = settings.onDelaySeconds * 1000;
  const hold = settings.offDelaySeconds * 1000;
  const gap = settings.notificationGapSeconds * 1000;
  const lastSent = new Float64Array(ruleIds.length).fill(Number.NEGATIVE_INFINITY);
  const order = orderPages(columns, into);
  for (let place = 0; place < order.length; place += 1) {
    const i = order[place]!;
    if (page[i] !== PAGE.sent) continue;
    const rule = seriesRule[series[i]!]!;
    let at = into.hasLateParts ? pageAtMs(columns, into, i) : startMs[i]! + onDelay;
    if (settings.workingHoursOnly) {
      const opens = nextWorkingMs(ruleHours[rule]!, at);
      // what would be sent later than now has not been sent
      if (opens !== at && (opens >= nowMs || groupEndMs[host[i]!]! + hold <= opens)) {
        page[i] = PAGE.outsideHours;
        continue;
      }
      if (opens !== at) {
        page[i] = PAGE.held;
        heldMs[i] = opens;
        at = opens;
      }
    }
    if (at - lastSent[rule]! < gap) page[i] = PAGE.withinGap;
    else lastSent[rule] = at;
  }
}

/** Places in the order of their pages, those without a page among them. */
function orderPages(columns: ReplayColumns, replayed: Replayed): Int32Array {
  const order = orderByStart(columns);
  // All pages are delayed alike, but for parts that page for a silent beginning.
  if (!replayed.hasLateParts || replayed.settings.onDelaySeconds === 0) return order;
  return order
    .filter((i) => replayed.page[i] === PAGE.sent)
    .sort((a, b) => pageAtMs(columns, replayed, a) - pageAtMs(columns, replayed, b) || a - b);
}
