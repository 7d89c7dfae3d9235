import { Group, Text } from '@mantine/core';
import type { RuleEvidence } from '@tenken/shared/review-agenda.contract';
import { memo, type ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import type { DefinitionKey } from '../../ui/definitions.en.js';
import { RowsLink, type RowsTarget, type SearchOf } from '../../ui/RowsLink.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import classes from './textLinks.module.css';
import type { PeekRoom } from './usePeekRoom.js';

/** The figures of a rule; each leads to the alerts that made it. */
export const PeekFacts = memo(function PeekFacts({
  room,
  evidence,
}: {
  room: PeekRoom;
  evidence: RuleEvidence;
}) {
  const t = useT();
  const scope = scopeOfRoom(room);
  const rows = (more: SearchOf<'/episodes'>): RowsTarget => ({
    to: '/episodes',
    search: { ...scope, service: undefined, rule: [evidence.alertRuleId], ...more },
  });
  const share = (value: number | null, target: RowsTarget) =>
    value === null ? (
      '—'
    ) : (
      <>
        <RowsLink target={target}>{t('reviews.percent', { value })}</RowsLink>{' '}
        {t('reviews.fact.of', { n: evidence.ended })}
      </>
    );
  const { precision } = evidence;
  const facts: { label: string; definition?: DefinitionKey; value: ReactNode }[] = [
    {
      label: t('reviews.fact.fired'),
      definition: 'fired',
      value: <RowsLink target={rows({})}>{evidence.fired}</RowsLink>,
    },
    {
      label: t('reviews.fact.pages'),
      definition: 'pages',
      value: <RowsLink target={rows({ notified: '1' })}>{evidence.pages}</RowsLink>,
    },
    {
      label: t('reviews.fact.night'),
      value:
        evidence.nightPages === null ? (
          '—'
        ) : (
          <RowsLink target={rows({ notified: '1', hours: 'sleep' })}>{evidence.nightPages}</RowsLink>
        ),
    },
    {
      label: t('reviews.fact.selfResolved'),
      definition: 'self_resolved',
      value: share(evidence.selfResolvedShare, rows({ selfResolved: '1' })),
    },
    {
      label: t('reviews.fact.fleeting'),
      definition: 'fleeting',
      value: share(evidence.fleetingShare, rows({ fleeting: '1' })),
    },
    { label: t('reviews.fact.median'), value: formatDuration(evidence.medianSeconds, t.language) },
    {
      label: t('reviews.fact.actionable'),
      definition: 'precision',
      value:
        precision === null
          ? t('reviews.rule.notJudged')
          : t('reviews.fact.interval', {
              value: precision.value,
              lower: precision.lower,
              upper: precision.upper,
              n: precision.n,
            }),
    },
    { label: t('reviews.fact.caught'), definition: 'recall', value: evidence.incidentsCaught },
  ];
  return (
    <dl
      className={classes.links}
      style={{ margin: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 12px' }}
    >
      {facts.map((fact) => (
        <div key={fact.label} style={{ display: 'contents' }}>
          <dt>
            <Group gap={2} wrap="nowrap">
              <Text size="sm" c="dimmed">
                {fact.label}
              </Text>
              {fact.definition !== undefined && <DefinitionButton definitionKey={fact.definition} />}
            </Group>
          </dt>
          <dd style={{ margin: 0, textAlign: 'right' }}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
});
