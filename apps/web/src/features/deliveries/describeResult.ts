import type { DeliveryResult } from '@tenken/shared/deliveries.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** What reading a delivery did, in one line. */
export function describeResult(result: DeliveryResult, t: Translator): string {
  const parts: string[] = [];
  const { episodes, actionItems, events, definitions, warnings } = result;
  if (sum(episodes) > 0)
    parts.push(t('deliveries.result.alerts', { counts: t('deliveries.result.episodes', episodes).trim() }));
  if (sum(actionItems) > 0)
    parts.push(
      t('deliveries.result.actions', { counts: t('deliveries.result.episodes', actionItems).trim() }),
    );
  if (events !== undefined && events.created + events.unchanged > 0)
    parts.push(
      t('deliveries.result.events', {
        counts: t('deliveries.result.episodes', { ...events, updated: 0 }).trim(),
      }),
    );
  if (definitions !== undefined && sum(definitions) > 0)
    parts.push(
      t('deliveries.result.definitions', { counts: t('deliveries.result.episodes', definitions).trim() }),
    );
  if (warnings.length > 0) parts.push(t('deliveries.result.warnings', { n: warnings.length }));
  return parts.length === 0 ? t('deliveries.result.nothing') : parts.join(t('ui.listSeparator'));
}

function sum({
  created,
  updated,
  unchanged,
}: {
  created: number;
  updated: number;
  unchanged: number;
}): number {
  return created + updated + unchanged;
}
