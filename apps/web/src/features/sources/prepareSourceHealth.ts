import type { SourceRow } from '@tenken/shared/sources.contract';

/** How a source is doing, worst first. */
export type SourceHealth = 'disabled' | 'errors' | 'backlog' | 'waiting' | 'silent' | 'fresh' | 'local';

/** Nothing for a day: for alerts that may be good news, but somebody should know. */
const SILENT_AFTER_MS = 24 * 3_600_000;
/** A few always wait while they are being read. */
const BACKLOG = 100;

/** The word for the state of a source; `local` for sources that nothing is sent to (imports, sample data). */
export function prepareSourceHealth(source: SourceRow, now: Date): SourceHealth {
  if (source.disabledAt !== null) return 'disabled';
  if (source.quarantined > 0) return 'errors';
  if (source.pending > BACKLOG) return 'backlog';
  if (source.ingestUrl === null && source.receiverUrl === null) return 'local';
  if (source.lastDeliveryAt === null) return 'waiting';
  return now.getTime() - Date.parse(source.lastDeliveryAt) > SILENT_AFTER_MS ? 'silent' : 'fresh';
}
