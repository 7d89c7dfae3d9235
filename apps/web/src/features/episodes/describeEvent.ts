import type { EpisodeEventItem } from '@tenken/shared/episodes.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** One event in words, and below it what else the sender said of it. */
export function describeEvent(
  event: Pick<EpisodeEventItem, 'kind' | 'by' | 'severity' | 'detail'>,
  t: Translator,
): { what: string; details: string } {
  const { kind, by, severity, detail } = event;
  const named = by === null ? null : t.optional(`episodes.event.${kind}.by`, { by });
  /** what the sentence itself says need not be said again below it */
  const told = kind === 'severity_changed' ? severity : null;
  const plain =
    told === null ? t(`episodes.event.${kind}`) : t('episodes.event.severity_changed.to', { severity: told });
  const what = named ?? (by === null ? plain : t('episodes.event.from', { what: plain, by }));
  const details = Object.entries(detail)
    .filter(([name, value]) => value !== null && value !== '' && !(name === 'to' && value === told))
    .map(([name, value]) => t('episodes.event.detail', { name, value: String(value) }));
  return { what, details: details.join(t('ui.listSeparator')) };
}
