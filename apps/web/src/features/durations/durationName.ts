import {
  DurationMetric,
  type DurationMetricOrPair,
  durationFields,
} from '@tenken/shared/duration-metric.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import type { DefinitionKey } from '../../ui/definitions.en.js';

/** What a duration is called: its own name, or "Declared → mitigated" for any two instants. */
export function durationName(t: Translator, metric: DurationMetricOrPair): string {
  const named = DurationMetric.safeParse(metric);
  if (named.success) return t(`durations.metric.${named.data}`);
  const [from, to] = durationFields(metric);
  return t('durations.pair', { from: t(`durations.instant.${from}`), to: t(`durations.instant.${to}`) });
}

/** `MTTR (arithmetic mean)`; durations without a usual name of their mean have the plain one. */
export function durationMeanName(t: Translator, metric: DurationMetricOrPair): string {
  const named = DurationMetric.safeParse(metric);
  return t(`durations.mean.${named.success ? named.data : 'ttr_from_detection'}`);
}

/** Whose text in the glossary says what it is. */
export function durationDefinitionKey(metric: DurationMetricOrPair): DefinitionKey {
  const named = DurationMetric.safeParse(metric);
  return named.success ? named.data : 'duration_pair';
}
