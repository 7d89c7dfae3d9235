import { z } from 'zod';
import { type DefinitionKey, definitionsEn } from './metric-definitions-en.js';
import { definitionsJa } from './metric-definitions-ja.js';

/** What an answer says of the definition behind its figures. `text` is in the language that was asked for. */
export const MetricDefinition = z.object({
  key: z.string(),
  version: z.number().int(),
  text: z.string(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;

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

/** Versions above 1. A definition changes only by adding a version here, in METRICS.md and in both texts. */
const VERSIONS: Partial<Record<DefinitionKey, number>> = {};

const KEYS = Object.keys(definitionsEn)
  .map((key) => /^definition\.(.+)\.title$/.exec(key)?.[1])
  .filter((key) => key !== undefined) as DefinitionKey[];

/** The definition of a figure as answers carry it. */
export function metricDefinition(key: DefinitionKey, language: 'en' | 'ja' = 'en'): MetricDefinition {
  const texts = language === 'ja' ? definitionsJa : definitionsEn;
  return { key, version: VERSIONS[key] ?? 1, text: texts[`definition.${key}.text`] };
}

/** All definitions, in the order of their texts. */
export function listMetricDefinitions(): MetricDefinitionsResponse {
  return {
    items: KEYS.map((key) => ({
      key,
      version: VERSIONS[key] ?? 1,
      title: { en: definitionsEn[`definition.${key}.title`], ja: definitionsJa[`definition.${key}.title`] },
      text: { en: definitionsEn[`definition.${key}.text`], ja: definitionsJa[`definition.${key}.text`] },
    })),
  };
}
