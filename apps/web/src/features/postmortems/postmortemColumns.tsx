import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PostmortemRow } from '@tenken/shared/postmortems.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';

/** The columns of the queue. */
export function postmortemColumns(t: Translator, timeZone: string): DataColumn<PostmortemRow>[] {
  return [
    {
      key: 'severity',
      header: t('postmortems.col.severity'),
      cell: (row) => <SeverityBadge severity={row.severity} />,
    },
    {
      key: 'incident',
      header: t('postmortems.col.incident'),
      rowHeader: true,
      cell: (row) => <IncidentCell row={row} t={t} />,
    },
    {
      key: 'state',
      header: t('postmortems.col.state'),
      cell: (row) => <StateCell row={row} t={t} />,
    },
    {
      key: 'deadline',
      header: t('postmortems.col.deadline'),
      cell: (row) => <DeadlineCell row={row} t={t} timeZone={timeZone} />,
    },
    {
      key: 'age',
      header: t('postmortems.col.age'),
      align: 'right',
      cell: (row) => <AgeCell row={row} t={t} />,
    },
    {
      key: 'owner',
      header: t('postmortems.col.owner'),
      cell: (row) =>
        row.owner ?? (
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('postmortems.nobody')}
          </Text>
        ),
    },
  ];
}

function IncidentCell({ row, t }: { row: PostmortemRow; t: Translator }) {
  const about = [...(row.team ? [row.team.name] : []), ...row.services.map(({ name }) => name)];
  return (
    <Stack gap={2} miw={200}>
      <Anchor
        inherit
        renderRoot={(props: object) => (
          <Link {...props} to="/incidents/$id" params={{ id: row.incidentId }} hash="postmortem" />
        )}
      >
        {row.incidentTitle}
      </Anchor>
      {about.length > 0 && (
        <Text size="xs" c="dimmed">
          {[...new Set(about)].join(t('ui.listSeparator'))}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {row.waivedReason !== null
          ? t('postmortems.waived', { reason: row.waivedReason, who: row.waivedBy ?? '—' })
          : row.requiredBy.length === 0
            ? t('postmortems.why.none')
            : `${t('postmortems.requiredBy')} ${row.requiredBy
                .map((criterion) => t(`postmortems.criterion.${criterion}`))
                .join(t('ui.listSeparator'))}`}
      </Text>
      {row.isSample && (
        <Text size="xs" c="dimmed">
          {t('postmortems.sample')}
        </Text>
      )}
    </Stack>
  );
}

function StateCell({ row, t }: { row: PostmortemRow; t: Translator }) {
  const isReviewed = row.status === 'reviewed' || row.status === 'closed';
  return (
    <Badge
      tt="none"
      miw="max-content"
      variant={isReviewed ? 'light' : 'outline'}
      color={isReviewed ? 'blue' : 'gray'}
    >
      {row.status === null || (row.status === 'draft' && !row.isWritten)
        ? t('postmortems.notWritten')
        : t(`postmortems.status.${row.status}`)}
    </Badge>
  );
}

function DeadlineCell({ row, t, timeZone }: { row: PostmortemRow; t: Translator; timeZone: string }) {
  const { reviewBy, overdue, draftOverdue } = row.deadline;
  const day = (iso: string) => formatDay(iso, t.language, { weekday: true });
  return (
    <Stack gap={0}>
      {row.reviewedAt !== null ? (
        <span style={{ whiteSpace: 'nowrap' }}>
          {t('postmortems.reviewedOn', { day: day(dayOf(row.reviewedAt, timeZone)) })}
        </span>
      ) : reviewBy === null ? (
        <Text size="sm" c="dimmed">
          {t('postmortems.noDeadline')}
        </Text>
      ) : (
        <Text
          size="sm"
          {...(overdue ? { c: 'var(--tone-red)', fw: 700 } : {})}
          style={{ whiteSpace: 'nowrap' }}
        >
          {t(overdue ? 'postmortems.wasDue' : 'postmortems.due', { day: day(reviewBy) })}
        </Text>
      )}
      {row.reviewedAfterBusinessDays !== null && (
        <Text size="xs" c="dimmed">
          {t('postmortems.afterBusinessDays', { n: row.reviewedAfterBusinessDays })}
        </Text>
      )}
      {row.reviewedAt === null && row.reviewMeetingAt !== null && (
        <Text size="xs" c="dimmed">
          {t('postmortems.meetingOn', { day: day(dayOf(row.reviewMeetingAt, timeZone)) })}
        </Text>
      )}
      {draftOverdue && (
        <Text size="xs" c="var(--tone-red)">
          {t('postmortems.draftOverdue')}
        </Text>
      )}
    </Stack>
  );
}

function AgeCell({ row, t }: { row: PostmortemRow; t: Translator }) {
  if (row.ageDays === null) return <span>{t('postmortems.stillOpen')}</span>;
  return (
    <Stack gap={0} align="end">
      <span style={{ whiteSpace: 'nowrap' }}>{t('postmortems.days', { n: row.ageDays })}</span>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t('postmortems.businessDays', { n: row.ageBusinessDays ?? 0 })}
      </Text>
    </Stack>
  );
}
