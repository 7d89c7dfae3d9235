import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { EpisodeItem } from '@tenken/shared/episodes.contract';
import { useMemo } from 'react';
import type { QueryParams } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { effectEpisodesQuery } from './decisions.queries.js';

interface Props {
  filter: QueryParams;
  timeZone: string;
  onClose(): void;
}

/** The alerts behind one number of an effect, by the same instants as the number. */
export function EffectRows({ filter, timeZone, onClose }: Props) {
  const t = useT();
  const list = useInfiniteQuery(effectEpisodesQuery(filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total;
  const columns = useMemo((): DataColumn<EpisodeItem>[] => {
    const format = { language: t.language, timeZone };
    return [
      {
        key: 'began',
        header: t('decisions.rows.began'),
        rowHeader: true,
        cell: (row) => (
          <RowsLink target={{ to: '/episodes', search: { ids: [row.id], peek: row.id, all: true } }}>
            {formatInstant(row.startsAt, { ...format, seconds: true })}
          </RowsLink>
        ),
      },
      {
        key: 'lasted',
        header: t('decisions.rows.lasted'),
        align: 'right',
        cell: (row) =>
          row.endsAt === null
            ? '—'
            : formatDuration((Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 1000, t.language),
      },
      {
        key: 'paged',
        header: t('decisions.rows.paged'),
        cell: (row) => formatInstant(row.notifiedAt, format),
      },
      {
        key: 'verdict',
        header: t('decisions.rows.verdict'),
        cell: (row) => <VerdictBadge verdict={row.verdict} />,
      },
    ];
  }, [t, timeZone]);
  return (
    <Paper withBorder component="section" aria-labelledby="effect-rows">
      <Group justify="space-between" p="sm" pb={4}>
        <div>
          <Title order={2} size="h4" id="effect-rows">
            {t('decisions.rows')}
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {total === undefined || total === null ? ' ' : t('decisions.rows.count', { n: total })}
          </Text>
        </div>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </Group>
      <DataState query={list} isEmpty={() => rows.length === 0} empty={{ title: t('decisions.rows.none') }}>
        {() => (
          <>
            <DataTable
              label={t('decisions.rows')}
              rows={rows}
              rowId={(row) => row.id}
              columns={columns}
              maxHeight={420}
              pageKeys={false}
            />
            <MoreRows query={list} label={t('decisions.more')} size="xs" p="xs" />
          </>
        )}
      </DataState>
    </Paper>
  );
}
