import type { DefinitionChange } from '@tenken/shared/definition-changes.contract';
import type { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { durationDefinitionKey } from './durationName.js';
import type { DurationScope, DurationView } from './durationView.js';

/**
 * The changes that a duration's picture must mark: those of its own definition, of the fiscal year where its periods are
 * fiscal, and of the postmortem criteria where incidents are chosen or split by them.
 */
export function changesOf(
  changes: readonly DefinitionChange[],
  view: Pick<DurationView, 'bucket' | 'groupBy'> & { metric: DurationMetricOrPair },
  scope: Pick<DurationScope, 'filters'>,
): DefinitionChange[] {
  const own = durationDefinitionKey(view.metric);
  return changes.filter(({ key, metrics }) => {
    switch (key) {
      // moves every figure that is cut by it, and none that is cut by weeks
      case 'fiscalYearStartsIn':
        return view.bucket.startsWith('fiscal_');
      case 'postmortemCriteria':
        return view.groupBy === 'postmortem' || scope.filters.postmortem !== undefined;
      default:
        return metrics.includes(own) || metrics.includes(view.metric);
    }
  });
}

/** What changed, in one line: the definition and its versions, or the setting with its values where they are plain. */
export function describeChange(t: Translator, change: DefinitionChange): string {
  const plain = (value: unknown) =>
    typeof value === 'number' || typeof value === 'string' ? String(value) : null;
  const from = plain(change.from);
  const to = plain(change.to);
  if (change.kind === 'version') {
    return t('durations.changes.version', {
      title: definitionTitle(t, change.key),
      from: from ?? '—',
      to: to ?? '—',
    });
  }
  const title = t.optional(`durations.setting.${change.key}`) ?? change.key;
  return from === null || to === null
    ? t('durations.changes.settingOnly', { title })
    : t('durations.changes.setting', { title, from, to });
}

export function definitionTitle(t: Translator, key: string): string {
  return t.optional(`definition.${key}.title`) ?? key;
}
