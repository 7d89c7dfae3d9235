import type { AdapterOutput } from '../deliveries/delivery-reading.service.js';
import type { PulledRecord } from './connector-kind.js';
import type { KnownEpisode } from './known-state.read-model.js';

/**
 * Writes into what a record says that it is hidden. A silence says since when; of an inhibited alert it is only known
 * that it is hidden now, so the first time that this was seen stands, and later sightings add nothing. Returns whether
 * it is hidden.
 */
export function suppress(
  record: PulledRecord,
  output: Pick<AdapterOutput, 'transitions' | 'events'>,
  known: readonly KnownEpisode[],
  now: Date,
): boolean {
  const { suppression } = record;
  const [transition] = output.transitions;
  if (suppression === undefined || transition === undefined) return false;
  transition.expectedEndAt = suppression.until;
  if (suppression.since === null && known.some(({ isSuppressed }) => isSuppressed)) return true;
  const at = suppression.since ?? now;
  transition.suppressedAt = at;
  transition.suppressedBy = { ...suppression.detail, kind: suppression.kind, by: suppression.by };
  output.events.push({
    ruleUid: transition.ruleUid,
    ruleName: transition.ruleName,
    fingerprint: transition.fingerprint,
    startsAt: transition.startsAt,
    kind: suppression.kind,
    at,
    by: suppression.by,
    labels: {},
    annotations: {},
    detail: suppression.detail,
    receivedAt: now,
  });
  return true;
}
