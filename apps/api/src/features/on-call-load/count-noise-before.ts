import { countBefore } from './count-before.js';

/** A page; milliseconds since 1970. */
interface Page {
  alertRuleId: string;
  /** when its alert began: no later than the page */
  startMs: number;
  pageMs: number;
}

/**
 * For each page, how many other alerts that were called noise began in the span before it: [page − span, page). A page
 * goes out some seconds after its alert began, so that its own alert would be among them.
 * @param pages in the order of `pageMs`
 * @param noise starts in milliseconds, by rule
 */
export function countNoiseBefore(
  pages: readonly Page[],
  noise: ReadonlyMap<string, readonly number[]>,
  span: number,
): number[] {
  const times = [...noise.values()].flat().sort((a, b) => a - b);
  const instants = pages.map(({ pageMs }) => pageMs);
  const ofRule = new Map(
    [...new Set(pages.map(({ alertRuleId }) => alertRuleId))].map((id) => [id, new Set(noise.get(id))]),
  );
  return countBefore(times, instants, span).map((count, index) => {
    const { alertRuleId, startMs, pageMs } = pages[index] as Page;
    const isItself = startMs >= pageMs - span && startMs < pageMs && ofRule.get(alertRuleId)?.has(startMs);
    return isItself ? count - 1 : count;
  });
}
