import { Group, Paper, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { EpisodeItem } from '@tenken/shared/episodes.contract';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { EpisodePeek } from './EpisodePeek.js';
import { episodeColumns } from './episodeColumns.js';
import { type EpisodeScope, toEpisodesQuery } from './episodeFilter.js';
import { episodesQuery } from './episodes.queries.js';

const SHOWN = 25;

interface Props {
  ruleId: string;
  scope: EpisodeScope;
  title: string;
  /** words of the link to all of them */
  allLabel: string;
}

/** The newest alerts of one rule, with verdicts and incidents, and the way to all of them. */
export function RecentEpisodes({ ruleId, scope, title, allLabel }: Props) {
  const t = useT();
  const query = useInfiniteQuery(episodesQuery(toEpisodesQuery({ rule: [ruleId] }, scope), SHOWN));
  const first = query.data?.pages[0];
  const [peek, setPeek] = useState<string | null>(null);
  const columns = useMemo(
    () => episodeColumns(t, scope.timeZone, (episode) => setPeek(episode.id), false),
    [t, scope.timeZone],
  );
  return (
    <Paper withBorder component="section" aria-label={title}>
      <Group justify="space-between" p="sm" pb={4}>
        <Title order={2} size="h4">
          {title}
        </Title>
        <RowsLink target={{ to: '/episodes', search: { rule: ruleId } }}>{allLabel}</RowsLink>
      </Group>
      <DataState
        query={{ ...query, data: first, refetch: query.refetch }}
        isEmpty={(page) => page.items.length === 0}
        empty={{ title: t('episodes.empty') }}
      >
        {(page) => (
          <>
            <Text size="sm" c="dimmed" px="sm">
              {page.total === null
                ? t('episodes.totalAtLeast', { n: page.totalAtLeast })
                : t('episodes.total', { n: page.total })}
              {`${t('ui.listSeparator')}${t('episodes.newestFirst')}`}
            </Text>
            <DataTable<EpisodeItem>
              label={title}
              rows={page.items}
              rowId={(episode) => episode.id}
              columns={columns}
              onOpen={(episode) => setPeek(episode.id)}
            />
          </>
        )}
      </DataState>
      <EpisodePeek id={peek} timeZone={scope.timeZone} onClose={() => setPeek(null)} />
    </Paper>
  );
}
