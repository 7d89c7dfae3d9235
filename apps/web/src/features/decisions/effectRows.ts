import type { EffectEvidence } from '@tenken/shared/decision-effect.contract';
import type { QueryParams } from '../../api/http.js';

/**
 * The filter behind a number of an effect: `before`, `after`, `pages-before`, `pages-after`, or the offset of a day of
 * the strip. Null where the address names nothing that is there.
 */
export function effectRows(evidence: EffectEvidence, rows: string | undefined): QueryParams | null {
  const side = /^(pages-)?(before|after)$/.exec(rows ?? '');
  const window =
    side === null
      ? evidence.days.find((day) => String(day.offset) === rows)
      : evidence[side[2] as 'before' | 'after'];
  if (window === undefined || window === null) return null;
  return {
    rule: evidence.alertRuleIds,
    from: window.from,
    to: window.to,
    timeZone: evidence.timeZone,
    ...(side?.[1] === undefined ? {} : { notified: 1 }),
  };
}
