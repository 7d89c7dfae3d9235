import { Anchor, Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { IncidentRow } from '@tenken/shared/incidents.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { incidentWord } from './incidentWord.js';
import { type DurationKey, incidentDuration } from './prepareIncidentDurations.js';

const RANK: Record<string, number> = { SEV1: 1, SEV2: 2, SEV3: 3, SEV4: 4 };

/** The columns of the list. The server sorts; `sortValue` only says by which columns it can. */
export function incidentColumns(t: Translator, timeZone: string): DataColumn<IncidentRow>[] {
  const duration = (key: DurationKey, header: string): DataColumn<IncidentRow> => ({
    key,
    header,
    align: 'right',
    descendingFirst: true,
    ...(key === 'ttr' ? { sortValue: (row: IncidentRow) => incidentDuration(row, key).seconds } : {}),
    cell: (row) => <DurationCell row={row} duration={key} t={t} />,
  });
  return [
    {
      key: 'severity',
      header: t('incidents.col.severity'),
      sortValue: (row) => RANK[row.severity ?? ''] ?? null,
      cell: (row) => <SeverityBadge severity={row.severity} />,
    },
    {
      key: 'title',
      header: t('incidents.col.title'),
      rowHeader: true,
      cell: (row) => <TitleCell row={row} t={t} />,
    },
    {
      key: 'occurredAt',
      header: t('incidents.col.began'),
      descendingFirst: true,
      sortValue: (row) => row[row.cohortField ?? 'startedAt'],
      cell: (row) => <BeganCell row={row} t={t} timeZone={timeZone} />,
    },
    duration('ttd', t('incidents.col.ttd')),
    duration('tta', t('incidents.col.tta')),
    duration('ttm', t('incidents.col.ttm')),
    duration('ttr', t('incidents.col.ttr')),
    {
      key: 'found',
      header: t('incidents.col.found'),
      cell: (row) => incidentWord(t, 'detection', row.detectionSource),
    },
    {
      key: 'postmortem',
      header: t('incidents.col.postmortem'),
      cell: (row) =>
        row.postmortemStatus === null ? '—' : incidentWord(t, 'postmortem', row.postmortemStatus),
    },
    {
      key: 'actions',
      header: t('incidents.col.actions'),
      align: 'right',
      cell: (row) => (row.actionItems.all === 0 ? '—' : t('incidents.cell.actions', row.actionItems)),
    },
  ];
}

function TitleCell({ row, t }: { row: IncidentRow; t: Translator }) {
  return (
    <Stack gap={2} miw={220}>
      <Group gap={6} wrap="nowrap" align="start">
        <Anchor
          inherit
          renderRoot={(props: object) => <Link {...props} to="/incidents/$id" params={{ id: row.id }} />}
        >
          {row.title}
        </Anchor>
        {row.problems.length > 0 && (
          <Tooltip label={t('incidents.cell.problems')}>
            <IconAlertTriangle
              size={16}
              role="img"
              aria-label={t('incidents.cell.problems')}
              color="var(--tone-orange)"
              style={{ flexShrink: 0 }}
            />
          </Tooltip>
        )}
      </Group>
      <Group gap={6}>
        {row.services.length > 0 && (
          <Text size="xs" c="dimmed">
            {row.services.map(({ name }) => name).join(t('ui.listSeparator'))}
          </Text>
        )}
        {row.status === 'open' && (
          <Badge size="xs" tt="none" variant="light" color="orange">
            {t('incidents.status.open')}
          </Badge>
        )}
        {row.kind !== 'incident' && (
          <Badge size="xs" tt="none" variant="outline" color="gray">
            {incidentWord(t, 'kind', row.kind)}
          </Badge>
        )}
        {row.duplicateOfId !== null && (
          <Badge size="xs" tt="none" variant="outline" color="gray">
            {t('incidents.cell.duplicate')}
          </Badge>
        )}
        {row.confirmedRecurrences > 0 && (
          <Badge size="xs" tt="none" variant="light" color="red">
            {t('incidents.cell.recurs', { n: row.confirmedRecurrences })}
          </Badge>
        )}
        {row.isSample && (
          <Badge size="xs" tt="none" variant="outline" color="gray">
            {t('incidents.cell.sample')}
          </Badge>
        )}
      </Group>
    </Stack>
  );
}

function BeganCell({ row, t, timeZone }: { row: IncidentRow; t: Translator; timeZone: string }) {
  if (row.cohortField === null)
    return (
      <Text size="sm" c="dimmed">
        {t('incidents.cell.unknown')}
      </Text>
    );
  return (
    <Stack gap={0}>
      <span style={{ whiteSpace: 'nowrap' }}>
        {formatInstant(row[row.cohortField], { language: t.language, timeZone, hideZone: true })}
      </span>
      {row.cohortField !== 'startedAt' && (
        <Text size="xs" c="dimmed">
          {t('incidents.cell.byField', { field: incidentWord(t, 'instant', row.cohortField) })}
        </Text>
      )}
    </Stack>
  );
}

function DurationCell({ row, duration, t }: { row: IncidentRow; duration: DurationKey; t: Translator }) {
  const { seconds, state, from, to } = incidentDuration(row, duration);
  if (seconds !== null)
    return <span style={{ whiteSpace: 'nowrap' }}>{formatDuration(seconds, t.language)}</span>;
  const field = incidentWord(t, 'instant', row[from] === null ? from : to);
  const reason = t.optional(`incidents.durationState.${state}`, { field }) ?? '';
  return (
    <Text size="sm" c="dimmed" component="span" title={reason}>
      {state === 'open' ? t('incidents.cell.open') : state === 'missing' ? '—' : '⚠'}
      <span className="visually-hidden">{reason}</span>
    </Text>
  );
}
