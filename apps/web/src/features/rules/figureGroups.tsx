import type { Proportion } from '@tenken/shared/alert-rules.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { Figure } from '../../ui/Figure.js';
import type { RuleFigureParts } from './RuleFigures.js';

const rowsOf = (ruleId: string, filter: object = {}) => ({
  to: '/episodes',
  search: { rule: ruleId, ...filter },
});
const BASE = 'actionable,no_action,false_positive,duplicate';

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
        rows={rowsOf(ruleId)}
        definitionKey="fired"
        note={figures.cutMessages > 0 ? t('rules.figures.lowerBound', { n: figures.cutMessages }) : null}
      />
      <Figure
        label={t('definition.pages.title')}
        value={count(figures.pages)}
        rows={rowsOf(ruleId, { notified: '1' })}
        definitionKey="pages"
      />
      <Figure
        label={t('definition.working_pages.title')}
        value={count(interruptions.working)}
        rows={rowsOf(ruleId, { notified: '1', hours: 'working' })}
        definitionKey="working_pages"
      />
      <Figure
        label={t('definition.off_pages.title')}
        value={count(interruptions.off)}
        rows={rowsOf(ruleId, { notified: '1', hours: 'off' })}
        definitionKey="off_pages"
      />
      <Figure
        label={t('definition.night_pages.title')}
        value={count(figures.nightPages)}
        rows={rowsOf(ruleId, { notified: '1', hours: 'sleep' })}
        definitionKey="night_pages"
      />
    </>
  );
}

/** How its alerts behave: ends by itself, chatters, stays, and how soon someone comes. */
export function BehaviourFigures({ ruleId, figures, durations, behaviour }: RuleFigureParts) {
  const t = useT();
  const duration = (seconds: number) => formatDuration(seconds, t.language);
  const between = (lower: number | null | undefined, upper: number | null | undefined) =>
    lower == null || upper == null ? null : { lower: duration(lower), upper: duration(upper) };
  const median = between(durations?.medianLower, durations?.medianUpper);
  return (
    <>
      <Figure
        label={t('definition.self_resolved.title')}
        value={share(figures.selfResolvedShare, t)}
        reason={t('rules.figures.notEnded')}
        n={figures.ended}
        rows={rowsOf(ruleId, { selfResolved: '1' })}
        definitionKey="self_resolved"
      />
      <Figure
        label={t('definition.fleeting.title')}
        value={share(figures.fleetingShare, t)}
        reason={t('rules.figures.notEnded')}
        n={figures.ended}
        rows={rowsOf(ruleId, { fleeting: '1' })}
        definitionKey="fleeting"
      />
      <Figure
        label={t('definition.chattering.title')}
        value={behaviour && formatCount(behaviour.chattering, t.language)}
        reason={t('ui.state.loading')}
        n={behaviour?.fired}
        rows={behaviour ? rowsOf(ruleId, { chattering: '1' }) : undefined}
        definitionKey="chattering"
        note={ofFired(behaviour?.chattering, behaviour?.fired, t)}
      />
      <Figure
        label={t('definition.stale.title')}
        value={behaviour && formatCount(behaviour.stale, t.language)}
        reason={t('ui.state.loading')}
        n={behaviour?.fired}
        rows={behaviour ? rowsOf(ruleId, { stale: '1' }) : undefined}
        definitionKey="stale"
        note={ofFired(behaviour?.stale, behaviour?.fired, t)}
      />
      <Figure
        label={t('rules.column.median')}
        value={figures.medianSeconds === null ? null : duration(figures.medianSeconds)}
        reason={t('rules.figures.notEnded')}
        interval={median}
        n={figures.ended}
        open={durations?.open}
        rows={rowsOf(ruleId, { open: '0' })}
        definitionKey="episode_duration"
        note={figures.medianSeconds !== null && !median && durations ? t('rules.figures.tooFew') : null}
      />
      <Figure
        label={t('rules.figures.ack')}
        value={durations?.medianAckSeconds == null ? null : duration(durations.medianAckSeconds)}
        reason={t('rules.figures.notAcknowledged')}
        interval={between(durations?.ack.medianLower, durations?.ack.medianUpper)}
        n={figures.acknowledged}
        rows={figures.acknowledged > 0 ? rowsOf(ruleId, { acknowledged: '1' }) : undefined}
        definitionKey="time_to_acknowledge"
      />
    </>
  );
}

function ofFired(part: number | undefined, fired: number | undefined, t: Translator): string | null {
  if (!part || !fired) return null;
  return t('rules.figures.ofFired', { share: formatShare(part / fired, t.language) });
}

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
      rows={rowsOf(ruleId, { verdict: of ? verdict : 'none' })}
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
        rows={rowsOf(ruleId, { verdict: figures.reviewed > 0 ? 'any' : 'none' })}
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
