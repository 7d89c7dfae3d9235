import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import type { RuleFigureParts } from './RuleFigures.js';
import { ruleEpisodes } from './ruleEpisodes.js';

/** How often it fired and called people, and at which hours of their team. */
export function LoadFigures({ ruleId, figures }: RuleFigureParts) {
  const t = useT();
  const count = (n: number) => formatCount(n, t.language);
  const { interruptions } = figures;
  return (
    <>
      <Figure
        label={t('definition.fired.title')}
        value={count(figures.fired)}
        rows={ruleEpisodes(ruleId)}
        definitionKey="fired"
        note={figures.cutMessages > 0 ? t('rules.figures.lowerBound', { n: figures.cutMessages }) : null}
      />
      <Figure
        label={t('definition.pages.title')}
        value={count(figures.pages)}
        rows={ruleEpisodes(ruleId, { notified: '1' })}
        definitionKey="pages"
      />
      <Figure
        label={t('definition.working_pages.title')}
        value={count(interruptions.working)}
        rows={ruleEpisodes(ruleId, { notified: '1', hours: 'working' })}
        definitionKey="working_pages"
      />
      <Figure
        label={t('definition.off_pages.title')}
        value={count(interruptions.off)}
        rows={ruleEpisodes(ruleId, { notified: '1', hours: 'off' })}
        definitionKey="off_pages"
      />
      <Figure
        label={t('definition.night_pages.title')}
        value={count(figures.nightPages)}
        rows={ruleEpisodes(ruleId, { notified: '1', hours: 'sleep' })}
        definitionKey="night_pages"
      />
    </>
  );
}
