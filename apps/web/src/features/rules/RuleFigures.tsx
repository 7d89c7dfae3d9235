import { SimpleGrid, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertRuleEvidenceResponse, RuleDurationsResponse } from '@tenken/shared/alert-rules.contract';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { DataState } from '../../ui/DataState.js';
import { Figure } from '../../ui/Figure.js';
import { durationsQuery, evidenceQuery, type RangeScope } from './rules.queries.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
}

/** What the rule cost and what it was worth in the period, each figure with its rows and its definition. */
export function RuleFigures({ ruleId, scope }: Props) {
  const t = useT();
  const evidence = useQuery(evidenceQuery(ruleId, scope));
  const durations = useQuery(durationsQuery(ruleId, scope));
  return (
    <Stack gap="xs" component="section" aria-labelledby="rule-figures">
      <Title order={2} size="h4" id="rule-figures">
        {t('rules.figures')}
      </Title>
      <DataState query={evidence} skeleton="figures">
        {(figures) => <Figures ruleId={ruleId} figures={figures} durations={durations.data ?? null} />}
      </DataState>
    </Stack>
  );
}

interface FiguresProps {
  ruleId: string;
  figures: AlertRuleEvidenceResponse;
  durations: RuleDurationsResponse | null;
}

function Figures({ ruleId, figures, durations }: FiguresProps) {
  const t = useT();
  const count = (n: number) => formatCount(n, t.language);
  const share = (value: number | null) => (value === null ? null : formatShare(value, t.language));
  const duration = (seconds: number) => formatDuration(seconds, t.language);
  const rows = (filter: object = {}) => ({ to: '/episodes', search: { rule: ruleId, ...filter } });
  const { precision, interruptions } = figures;
  const medianInterval =
    durations?.medianLower != null && durations.medianUpper != null
      ? { lower: duration(durations.medianLower), upper: duration(durations.medianUpper) }
      : null;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs">
      <Figure
        label={t('definition.fired.title')}
        value={count(figures.fired)}
        rows={rows()}
        definitionKey="fired"
        note={figures.cutMessages > 0 ? t('rules.figures.lowerBound', { n: figures.cutMessages }) : null}
      />
      <Figure
        label={t('definition.pages.title')}
        value={count(figures.pages)}
        rows={rows({ notified: '1' })}
        definitionKey="pages"
        note={`${t('rules.figures.working', { n: interruptions.working })}${t('ui.listSeparator')}${t('rules.figures.off', { n: interruptions.off })}`}
      />
      <Figure
        label={t('definition.night_pages.title')}
        value={count(figures.nightPages)}
        rows={rows({ notified: '1', hours: 'sleep' })}
        definitionKey="night_pages"
      />
      <Figure
        label={t('definition.self_resolved.title')}
        value={share(figures.selfResolvedShare)}
        reason={t('rules.figures.notEnded')}
        n={figures.ended}
        rows={rows({ selfResolved: '1' })}
        definitionKey="self_resolved"
      />
      <Figure
        label={t('definition.fleeting.title')}
        value={share(figures.fleetingShare)}
        reason={t('rules.figures.notEnded')}
        n={figures.ended}
        rows={rows({ fleeting: '1' })}
        definitionKey="fleeting"
      />
      <Figure
        label={t('rules.column.median')}
        value={figures.medianSeconds === null ? null : duration(figures.medianSeconds)}
        reason={t('rules.figures.notEnded')}
        interval={medianInterval}
        n={figures.ended}
        open={durations?.open}
        rows={rows({ open: '0' })}
        definitionKey="episode_duration"
        note={
          figures.medianSeconds !== null && !medianInterval && durations ? t('rules.figures.tooFew') : null
        }
      />
      <Figure
        label={t('rules.figures.ack')}
        value={durations?.medianAckSeconds == null ? null : duration(durations.medianAckSeconds)}
        reason={t('rules.figures.notAcknowledged')}
        n={figures.acknowledged}
        rows={rows({ acknowledged: '1' })}
      />
      <Figure
        label={t('definition.precision.title')}
        value={share(precision?.value ?? null)}
        n={precision?.n}
        reason={t('rules.figures.notJudged')}
        interval={
          precision && {
            lower: formatShare(precision.lower, t.language),
            upper: formatShare(precision.upper, t.language),
          }
        }
        rows={rows({ verdict: precision ? 'actionable,no_action,false_positive,duplicate' : 'none' })}
        definitionKey="precision"
        note={
          figures.reviewedShare === null
            ? null
            : t('rules.figures.reviewed', { share: formatShare(figures.reviewedShare, t.language) })
        }
      />
      <Figure
        label={t('definition.false_positive_rate.title')}
        value={share(figures.falsePositiveRate?.value ?? null)}
        reason={t('rules.figures.notJudged')}
        interval={
          figures.falsePositiveRate && {
            lower: formatShare(figures.falsePositiveRate.lower, t.language),
            upper: formatShare(figures.falsePositiveRate.upper, t.language),
          }
        }
        n={figures.falsePositiveRate?.n}
        rows={rows({ verdict: 'false_positive' })}
        definitionKey="false_positive_rate"
      />
      <Figure
        label={t('definition.incidents_caught.title')}
        value={count(figures.incidentsCaught)}
        rows={figures.incidentsCaught > 0 ? { to: '/coverage', search: { rule: ruleId } } : undefined}
        definitionKey="incidents_caught"
        note={
          figures.incidentsCaughtProposed > 0
            ? t('rules.figures.caughtProposed', { n: figures.incidentsCaughtProposed })
            : null
        }
      />
    </SimpleGrid>
  );
}
