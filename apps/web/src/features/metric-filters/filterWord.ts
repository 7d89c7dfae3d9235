import type { Translator } from '../../i18n/createTranslator.js';
import type { MetricFilterName } from './metricFilters.js';

/** The word for a value of a filter; a value of one's own stands for itself. */
export function filterWord(t: Translator, name: MetricFilterName, value: string): string {
  const word =
    name === 'cause'
      ? t.optional(`incidents.cause.${value}`)
      : name === 'trigger'
        ? t.optional(`incidents.trigger.${value}`)
        : name === 'detectionSource'
          ? t.optional(`incidents.detection.${value}`)
          : name === 'kind'
            ? t.optional(`incidents.kind.${value}`)
            : name === 'postmortem'
              ? t.optional(`metricFilters.postmortem.${value}`)
              : null;
  return word ?? (value === 'none' ? t('metricFilters.none') : value);
}
