import type { AlertRuleVersion } from '@tenken/shared/alert-rules.contract';
import type { Language } from '../../i18n/language.js';
import { formatExactDuration } from '../../time/formatExactDuration.js';

/**
 * A version of a definition as lines of a rule file, with every definition of its name, so that two can be compared.
 * Durations are written as the rest of the page writes them.
 */
export function definitionLines(version: AlertRuleVersion, language: Language): string[] {
  const variants =
    version.variants.length > 0 ? version.variants : [{ ...version, groupName: null, file: null }];
  return variants.flatMap((variant, index) => [
    ...(index > 0 ? ['---'] : []),
    ...place(variant.file, variant.groupName),
    ...(variant.expression ?? '').split('\n').map((line, at) => (at === 0 ? `expr: ${line}` : `  ${line}`)),
    ...(variant.forSeconds === null ? [] : [`for: ${formatExactDuration(variant.forSeconds, language)}`]),
    ...(variant.keepFiringForSeconds === null
      ? []
      : [`keep_firing_for: ${formatExactDuration(variant.keepFiringForSeconds, language)}`]),
    ...pairs('labels', variant.labels),
    ...pairs('annotations', variant.annotations),
  ]);
}

function place(file: string | null, groupName: string | null): string[] {
  const parts = [file, groupName].filter((part) => part !== null);
  return parts.length === 0 ? [] : [`# ${parts.join(' / ')}`];
}

function pairs(name: string, values: Record<string, string>): string[] {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? [] : [`${name}:`, ...entries.map(([key, value]) => `  ${key}: ${value}`)];
}
