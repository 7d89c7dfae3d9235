import type { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import type { z } from 'zod';
import type { EpisodeTransition } from './episode-transition.js';

/** A parsed record of an import or of the generic webhook, as a transition. */
export function readEpisodeRecord(
  record: z.output<typeof EpisodeImportRecord>,
  receivedAt: Date,
): EpisodeTransition {
  const labels = record.labels ?? {};
  const notifiedAt = record.notifiedAt ?? (record.notified ? record.startsAt : null);
  return {
    ruleUid: record.ruleUid ?? record.rule,
    ruleName: record.rule,
    groupName: record.group ?? null,
    fingerprint: record.fingerprint ?? labelFingerprint(labels),
    service: record.service ?? null,
    severity: record.severity || null,
    startsAt: new Date(record.startsAt),
    endsAt: toDate(record.endsAt),
    acknowledgedAt: toDate(record.acknowledgedAt),
    acknowledgedBy: record.acknowledgedBy ?? null,
    notifiedAt: toDate(notifiedAt),
    suppressedAt: toDate(record.suppressedAt),
    labels,
    annotations: record.annotations ?? {},
    generatorUrl: record.url ?? null,
    summary: record.summary ?? record.annotations?.summary ?? null,
    runbookUrl: record.runbookUrl ?? record.annotations?.runbook_url ?? null,
    receivedAt,
  };
}

function toDate(instant: string | null | undefined): Date | null {
  return instant ? new Date(instant) : null;
}
