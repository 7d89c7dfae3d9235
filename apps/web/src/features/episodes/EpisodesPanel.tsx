import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { EpisodeItem } from '@tenken/shared/episodes.contract';
import { useMemo, useState } from 'react';
import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { DataState, type NoteText } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { EpisodeFilters } from './EpisodeFilters.js';
import { EpisodePeek } from './EpisodePeek.js';
import { episodeColumns } from './episodeColumns.js';
import {
  describeFilters,
  type EpisodeFilter,
  type EpisodeScope,
  FILTER_KEYS,
  toEpisodesQuery,
} from './episodeFilter.js';
import { episodesQuery } from './episodes.queries.js';
import { JudgeBar } from './JudgeBar.js';
import { useJudge } from './useJudge.js';

interface Props {
  scope: EpisodeScope;
  filter: EpisodeFilter;
  onFilterChange(change: EpisodeFilter): void;
  /** the name of a service that the list is narrowed to */
  serviceName(id: string): string;
  /** the alert that is shown beside the list */
  peek: string | null;
  /** Keep it the same function: the table's columns are made with it. */
  onPeekChange(id: string | null): void;
}

/** The alerts behind a figure: as many as it says, with filters, verdict keys and a look inside. */
export function EpisodesPanel(props: Props) {
  const { scope, filter, onFilterChange, serviceName, peek, onPeekChange } = props;
  const t = useT();
  const query = useInfiniteQuery(episodesQuery(toEpisodesQuery(filter, scope)));
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const columns = useMemo(
    () => episodeColumns(t, scope.timeZone, (episode) => onPeekChange(episode.id), true),
    [t, scope.timeZone, onPeekChange],
  );
  const chosen = rows.filter((row) => (selected.size > 0 ? selected.has(row.id) : row.id === activeId));
  const judge = useJudge(chosen, () => setSelected(new Set()));
  const ruleName = filter.rule?.length === 1 ? (rows[0]?.ruleName ?? null) : null;
  const chips = describeFilters(filter, t, ruleName, serviceName);
  const empty: NoteText =
    chips.length === 0
      ? {
          title: t('episodes.empty'),
          hint: t('episodes.empty.hint'),
          action: (
            <Anchor component="button" type="button" onClick={() => onFilterChange({ all: true })}>
              {t('episodes.empty.anyTime')}
            </Anchor>
          ),
        }
      : {
          title: t('episodes.empty.filtered'),
          hint: t('episodes.empty.filtered.hint', {
            filters: chips.map((chip) => chip.text).join(t('ui.listSeparator')),
          }),
          action: (
            <Button
              onClick={() =>
                onFilterChange(
                  Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])) as EpisodeFilter,
                )
              }
            >
              {t('episodes.filter.clear')}
            </Button>
          ),
        };
  const first = pages?.[0];
  return (
    <Stack gap="md">
      <EpisodeFilters
        filter={filter}
        onChange={onFilterChange}
        ruleName={ruleName}
        serviceName={serviceName}
      />
      <JudgeBar judge={judge} selected={selected.size} />
      <DataState query={{ ...query, data: first, refetch: query.refetch }}>
        {(page) => (
          <Paper withBorder>
            <Group justify="space-between" px="sm" py={6}>
              <Text size="sm" c="dimmed" role="status">
                {page.total === null
                  ? t('episodes.totalAtLeast', { n: formatCount(page.totalAtLeast, t.language) })
                  : t('episodes.total', { n: page.total })}
                {rows.length > 0 && `${t('ui.listSeparator')}${t('episodes.newestFirst')}`}
              </Text>
            </Group>
            <DataTable<EpisodeItem>
              label={t('episodes.table')}
              rows={rows}
              rowId={(episode) => episode.id}
              rowLabel={(episode) => `${episode.ruleName} ${episode.startsAt}`}
              columns={columns}
              selection={judge.may ? { selected, onChange: setSelected } : undefined}
              activeId={activeId}
              onActiveChange={setActiveId}
              onOpen={(episode) => onPeekChange(episode.id)}
              empty={empty}
            />
            {query.hasNextPage && (
              <Group justify="center" p="sm">
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('episodes.more')}
                </Button>
              </Group>
            )}
          </Paper>
        )}
      </DataState>
      <EpisodePeek id={peek} timeZone={scope.timeZone} onClose={() => onPeekChange(null)} />
    </Stack>
  );
}
