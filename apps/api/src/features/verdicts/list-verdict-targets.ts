import { parseEpisodeId } from '@tenken/shared/episode-id';
import type { GiveVerdictsBody } from '@tenken/shared/verdicts.contract';
import type { VerdictTarget } from './verdicts.repository.js';

export type VerdictItem = GiveVerdictsBody['items'][number];

export interface VerdictSession {
  id: string;
  from: Date;
  to: Date;
}

/** The single things that one line of a request judges: each of its episodes, or the rule for the window. */
export function targetsOf(item: VerdictItem, session: VerdictSession | null): VerdictTarget[] {
  const given = {
    alertRuleId: item.alertRuleId,
    verdict: item.verdict,
    reason: item.reason || null,
    reasonCode: item.reasonCode ?? null,
  };
  if (item.episodeIds !== undefined) {
    return item.episodeIds.map((id) => {
      const { fingerprint, startsAt } = parseEpisodeId(id)!;
      return { ...given, fingerprint, startsAt, windowFrom: null, windowTo: null };
    });
  }
  // In a session the session's window counts: otherwise one key press could reach outside what was looked at.
  const windowFrom = session?.from ?? new Date(item.window!.from);
  const windowTo = session?.to ?? new Date(item.window!.to);
  return [{ ...given, fingerprint: null, startsAt: null, windowFrom, windowTo }];
}

/** The last word on the same thing within one request. */
export function distinctTargets(targets: readonly VerdictTarget[]): VerdictTarget[] {
  const byKey = new Map<string, VerdictTarget>();
  for (const target of targets) {
    byKey.set(
      JSON.stringify([
        target.alertRuleId,
        target.fingerprint,
        target.startsAt,
        target.windowFrom,
        target.windowTo,
      ]),
      target,
    );
  }
  return [...byKey.values()];
}
