import { DurationMetric, type DurationMetricOrPair, durationFields } from './duration-metric.contract.js';
import type { InstantField } from './incidents.contract.js';
import type { MetricDefinition } from './metric-definition.contract.js';
import { metricDefinition } from './metric-definitions.js';

/** The instants of METRICS.md section 1 in words. */
const INSTANTS: Record<'en' | 'ja', Record<InstantField, string>> = {
  en: {
    startedAt: 'the start of the impact',
    detectedAt: 'detection',
    acknowledgedAt: 'acknowledgement',
    declaredAt: 'declaration',
    mitigatedAt: 'mitigation',
    resolvedAt: 'restoration',
    closedAt: 'closing',
  },
  ja: {
    startedAt: '影響開始',
    detectedAt: '検知',
    acknowledgedAt: '対応開始',
    declaredAt: '宣言',
    mitigatedAt: '緩和',
    resolvedAt: '解消',
    closedAt: '終了',
  },
};

/**
 * The definition of a duration: that of its name, or for any two instants a composed one whose key is the pair
 * (`declaredAt-mitigatedAt`, version 1).
 */
export function durationDefinition(
  metric: DurationMetricOrPair,
  language: 'en' | 'ja' = 'en',
): MetricDefinition {
  const named = DurationMetric.safeParse(metric);
  if (named.success) return metricDefinition(named.data, language);
  const [from, to] = durationFields(metric).map((field) => INSTANTS[language][field]);
  const { version, text } = metricDefinition('duration_pair', language);
  const composed =
    language === 'ja' ? `${from}から${to}までの時間。${text}` : `From ${from} to ${to}. ${text}`;
  return { key: metric, version, text: composed };
}
