import { z } from 'zod';
import type { MetricDefinition } from './metric-definition.contract.js';
import { type DefinitionKey, definitionTitlesEn } from './metric-definition-titles-en.js';
import { definitionTitlesJa } from './metric-definition-titles-ja.js';
import { definitionsEn } from './metric-definitions-en.js';
import { definitionsJa } from './metric-definitions-ja.js';

/** GET /api/v1/metric-definitions: every definition in both languages. */
export const MetricDefinitionsResponse = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      version: z.number().int(),
      title: z.object({ en: z.string(), ja: z.string() }),
      text: z.object({ en: z.string(), ja: z.string() }),
    }),
  ),
});
export type MetricDefinitionsResponse = z.infer<typeof MetricDefinitionsResponse>;

/** A version above 1 of a definition, and the day from which it holds. */
export interface DefinitionVersion {
  key: DefinitionKey;
  version: number;
  /** `2026-11-21`; a mark on every chart of the figure */
  on: string;
}

/**
 * Every version above 1, oldest first. A definition changes only by adding a version here, in METRICS.md and in both
 * texts.
 */
export const DEFINITION_VERSIONS: readonly DefinitionVersion[] = [
  // the target of the severity is the due date where nobody set one
  { key: 'on_time_rate', version: 2, on: '2026-11-21' },
  { key: 'overdue', version: 2, on: '2026-11-21' },
  // one word for the outcome; a lost detection is said before the rate
  { key: 'decision_effect', version: 2, on: '2026-11-21' },
];

function versionOf(key: DefinitionKey): number {
  return DEFINITION_VERSIONS.findLast((version) => version.key === key)?.version ?? 1;
}

const KEYS = Object.keys(definitionTitlesEn)
  .map((key) => /^definition\.(.+)\.title$/.exec(key)?.[1])
  .filter((key) => key !== undefined) as DefinitionKey[];

/** The definition of a figure as answers carry it. */
export function metricDefinition(key: DefinitionKey, language: 'en' | 'ja' = 'en'): MetricDefinition {
  const texts = language === 'ja' ? definitionsJa : definitionsEn;
  return { key, version: versionOf(key), text: texts[`definition.${key}.text`] };
}

/** All definitions, in the order of their texts. */
export function listMetricDefinitions(): MetricDefinitionsResponse {
  return {
    items: KEYS.map((key) => ({
      key,
      version: versionOf(key),
      title: {
        en: definitionTitlesEn[`definition.${key}.title`],
        ja: definitionTitlesJa[`definition.${key}.title`],
      },
      text: { en: definitionsEn[`definition.${key}.text`], ja: definitionsJa[`definition.${key}.text`] },
    })),
  };
}
