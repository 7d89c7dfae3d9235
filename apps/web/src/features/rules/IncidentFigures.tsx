import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import type { RuleFigureParts } from './RuleFigures.js';

/** What it was to the incidents of its service; the rows are the list of incidents below. */
export function IncidentFigures({ ruleId, incidents }: RuleFigureParts) {
  const t = useT();
  const figure = (outcome: 'caught' | 'late' | 'by_others' | 'missed', confirmed: number | null) => {
    const n = incidents?.counts[outcome] ?? null;
    const proposed = n === null || confirmed === null ? 0 : n - confirmed;
    return (
      <Figure
        label={t(`rules.incidents.${outcome}`)}
        value={n === null ? null : formatCount(n, t.language)}
        reason={t('ui.state.loading')}
        n={incidents?.items.length}
        rows={n ? { to: '/rules/$id', params: { id: ruleId }, search: { incidents: outcome } } : undefined}
        definitionKey="rule_incidents"
        definition={incidents?.definition}
        note={proposed > 0 ? t('rules.incidents.proposedOf', { n: proposed }) : null}
      />
    );
  };
  return (
    <>
      {figure('caught', incidents?.confirmed.caught ?? null)}
      {figure('late', incidents?.confirmed.late ?? null)}
      {figure('by_others', null)}
      {figure('missed', null)}
    </>
  );
}
