import type { LobbyService } from '@tenken/shared/reviews.contract';

const WEEK_MS = 604_800_000;
/** After half a year without a review more waiting changes nothing. */
const MOST_WEEKS = 26;

export interface ServiceLoad {
  selfResolved: number;
  nightPages: number | null;
  incidentsWithoutAlert: number;
  lastReviewAt: string | null;
}

/**
 * How much a service needs a review: noise × pages at night × time since the last one. Each factor begins at 1, so that one
 * quiet factor does not hide the other two. The reasons are the factors, the strongest first.
 */
export function scoreService(
  load: ServiceLoad,
  windowMs: number,
  now: Date,
): Pick<LobbyService, 'score' | 'reasons'> {
  const weeks = windowMs / WEEK_MS;
  const selfResolved = load.selfResolved / weeks;
  const nightPages = (load.nightPages ?? 0) / weeks;
  const since =
    load.lastReviewAt === null
      ? MOST_WEEKS
      : Math.min(MOST_WEEKS, Math.max(0, (now.getTime() - Date.parse(load.lastReviewAt)) / WEEK_MS));
  const factors: { weight: number; reason: LobbyService['reasons'][number] }[] = [
    { weight: selfResolved, reason: { key: 'self_resolved_per_week', value: selfResolved } },
    { weight: nightPages, reason: { key: 'night_pages_per_week', value: nightPages } },
    {
      weight: since,
      reason:
        load.lastReviewAt === null
          ? { key: 'never_reviewed', value: null }
          : { key: 'weeks_since_review', value: since },
    },
    {
      weight: load.incidentsWithoutAlert,
      reason: { key: 'incidents_without_alert', value: load.incidentsWithoutAlert },
    },
  ];
  return {
    score: (1 + selfResolved) * (1 + nightPages) * (1 + since),
    reasons: factors
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map(({ reason }) => reason),
  };
}
