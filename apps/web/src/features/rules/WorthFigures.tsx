import type { Proportion } from '@tenken/shared/alert-rules.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import type { RuleFigureParts } from './RuleFigures.js';
import { ruleEpisodes } from './ruleEpisodes.js';

const BASE = 'actionable,no_action,false_positive,duplicate';

/** What people said of its alerts, with the share of which they spoke. */
export function WorthFigures({ ruleId, figures }: RuleFigureParts) {
  const t = useT();
  const notJudged = t('rules.figures.notJudged');
  const figure = (
    key: 'precision' | 'false_positive_rate' | 'nuisance_rate',
    of: Proportion | null,
    verdict: string,
  ) => (
    <Figure
      label={t(`definition.${key}.title`)}
      value={share(of?.value ?? null, t)}
      reason={notJudged}
      interval={interval(of, t)}
      n={of?.n}
      rows={ruleEpisodes(ruleId, { verdict: of ? verdict : 'none' })}
      definitionKey={key}
    />
  );
  return (
    <>
      {figure('precision', figures.precision, BASE)}
      {figure('nuisance_rate', figures.nuisanceRate, 'false_positive,no_action,duplicate')}
      {figure('false_positive_rate', figures.falsePositiveRate, 'false_positive')}
      <Figure
        label={t('definition.reviewed_share.title')}
        value={share(figures.reviewedShare, t)}
        reason={t('rules.figures.notFired')}
        n={figures.fired}
        rows={ruleEpisodes(ruleId, { verdict: figures.reviewed > 0 ? 'any' : 'none' })}
        definitionKey="reviewed_share"
        note={
          figures.reviewed < figures.fired
            ? t('rules.figures.unreviewed', { n: figures.fired - figures.reviewed })
            : null
        }
      />
    </>
  );
}

function share(value: number | null, t: Translator): string | null {
  return value === null ? null : formatShare(value, t.language);
}

function interval(proportion: Proportion | null, t: Translator) {
  return (
    proportion && {
      lower: formatShare(proportion.lower, t.language),
      upper: formatShare(proportion.upper, t.language),
    }
  );
}
