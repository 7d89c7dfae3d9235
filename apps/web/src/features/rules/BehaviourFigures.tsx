import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { Figure } from '../../ui/Figure.js';
import type { RuleFigureParts } from './RuleFigures.js';
import { ruleEpisodes } from './ruleEpisodes.js';

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
        rows={ruleEpisodes(ruleId, { selfResolved: '1' })}
        definitionKey="self_resolved"
      />
      <Figure
        label={t('definition.fleeting.title')}
        value={share(figures.fleetingShare, t)}
        reason={t('rules.figures.notEnded')}
        n={figures.ended}
        rows={ruleEpisodes(ruleId, { fleeting: '1' })}
        definitionKey="fleeting"
      />
      <Figure
        label={t('definition.chattering.title')}
        value={behaviour && formatCount(behaviour.chattering, t.language)}
        reason={t('ui.state.loading')}
        n={behaviour?.fired}
        rows={behaviour ? ruleEpisodes(ruleId, { chattering: '1' }) : undefined}
        definitionKey="chattering"
        note={ofFired(behaviour?.chattering, behaviour?.fired, t)}
      />
      <Figure
        label={t('definition.stale.title')}
        value={behaviour && formatCount(behaviour.stale, t.language)}
        reason={t('ui.state.loading')}
        n={behaviour?.fired}
        rows={behaviour ? ruleEpisodes(ruleId, { stale: '1' }) : undefined}
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
        rows={ruleEpisodes(ruleId, { open: '0' })}
        definitionKey="episode_duration"
        note={figures.medianSeconds !== null && !median && durations ? t('rules.figures.tooFew') : null}
      />
      <Figure
        label={t('rules.figures.ack')}
        value={durations?.medianAckSeconds == null ? null : duration(durations.medianAckSeconds)}
        reason={t('rules.figures.notAcknowledged')}
        interval={between(durations?.ack.medianLower, durations?.ack.medianUpper)}
        n={figures.acknowledged}
        rows={figures.acknowledged > 0 ? ruleEpisodes(ruleId, { acknowledged: '1' }) : undefined}
        definitionKey="time_to_acknowledge"
      />
    </>
  );
}

function ofFired(part: number | undefined, fired: number | undefined, t: Translator): string | null {
  if (!part || !fired) return null;
  return t('rules.figures.ofFired', { share: formatShare(part / fired, t.language) });
}

function share(value: number | null, t: Translator): string | null {
  return value === null ? null : formatShare(value, t.language);
}
