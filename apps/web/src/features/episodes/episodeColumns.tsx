import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { EpisodeItem } from '@tenken/shared/episodes.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';

/** Columns of a list of alerts. `withRule` is false where all are of one rule. */
export function episodeColumns(
  t: Translator,
  timeZone: string,
  onPeek: (episode: EpisodeItem) => void,
  withRule: boolean,
): DataColumn<EpisodeItem>[] {
  const started: DataColumn<EpisodeItem> = {
    key: 'startsAt',
    header: t('episodes.column.startsAt'),
    rowHeader: true,
    cell: (episode) => (
      <Anchor
        component="button"
        type="button"
        size="sm"
        style={{ whiteSpace: 'nowrap' }}
        title={t('episodes.peek.open')}
        onClick={() => onPeek(episode)}
      >
        {formatInstant(episode.startsAt, { language: t.language, timeZone })}
      </Anchor>
    ),
  };
  const rule: DataColumn<EpisodeItem> = {
    key: 'rule',
    header: t('episodes.column.rule'),
    cell: (episode) => (
      <Stack gap={0} miw={160}>
        <Anchor
          size="sm"
          renderRoot={(props: object) => (
            <Link {...props} to="/rules/$id" params={{ id: episode.alertRuleId }} />
          )}
        >
          <BreakableName name={episode.ruleName} />
        </Anchor>
        <Text size="xs" c="dimmed">
          {[episode.serviceName, episode.summary].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
    ),
  };
  return [
    started,
    ...(withRule ? [rule] : []),
    {
      key: 'severity',
      header: t('episodes.column.severity'),
      cell: (episode) => <SeverityBadge severity={episode.severity} />,
    },
    {
      key: 'duration',
      header: t('episodes.column.duration'),
      align: 'right',
      cell: (episode) =>
        episode.endsAt === null ? t('episodes.open') : formatDuration(episode.durationSeconds, t.language),
    },
    {
      key: 'told',
      header: t('episodes.column.told'),
      cell: (episode) => <div style={{ minWidth: 130 }}>{whatHappened(episode, t)}</div>,
    },
    {
      key: 'verdict',
      header: t('episodes.column.verdict'),
      cell: (episode) => (
        <Stack gap={0}>
          <VerdictBadge verdict={episode.verdict} />
          {episode.verdictFrom === 'rule' && (
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {t('episodes.verdict.byRule')}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'incidents',
      header: t('episodes.column.incidents'),
      cell: (episode) => <Incidents episode={episode} t={t} />,
    },
  ];
}

function whatHappened(episode: EpisodeItem, t: Translator): string {
  const acknowledgedAfter =
    episode.acknowledgedAt === null
      ? null
      : (Date.parse(episode.acknowledgedAt) - Date.parse(episode.startsAt)) / 1000;
  const parts = [
    episode.suppressedAt === null ? null : t('episodes.told.suppressed'),
    episode.notifiedAt === null ? null : t('episodes.told.notified'),
    acknowledgedAfter === null
      ? null
      : t('episodes.told.acknowledged', { duration: formatDuration(acknowledgedAfter, t.language) }),
    episode.endsAt !== null && episode.acknowledgedAt === null && episode.endReason !== 'expired'
      ? t('episodes.told.selfResolved')
      : null,
    episode.endReason === 'expired' ? t('episodes.expired') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('episodes.told.nothing') : parts.join(t('ui.listSeparator'));
}

function Incidents({ episode, t }: { episode: EpisodeItem; t: Translator }) {
  const linked = episode.incidents.filter((incident) => incident.status !== 'rejected');
  if (linked.length === 0) return <>—</>;
  return (
    <Stack gap={0}>
      {linked.map((incident) => (
        <Group key={incident.incidentId} gap={4} wrap="nowrap">
          <Anchor
            size="sm"
            renderRoot={(props: object) => (
              <Link {...props} to="/incidents/$id" params={{ id: incident.incidentId }} />
            )}
          >
            {incident.title}
          </Anchor>
          <Text size="xs" c="dimmed">
            ({t(`episodes.incident.${incident.status}`)})
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
