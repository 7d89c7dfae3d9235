import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { DataState, EmptyNote } from '../../ui/DataState.js';
import { PairView } from './PairView.js';
import { pairKey, parsePairKey } from './pairKey.js';
import { RecurrenceQueue } from './RecurrenceQueue.js';
import {
  type RecurrenceListFilter,
  recurrenceListQuery,
  recurrencePairQuery,
} from './recurrences.queries.js';
import { TextComparisonNote } from './TextComparisonNote.js';
import { useDecidePair } from './useDecidePair.js';

interface Props {
  filter: RecurrenceListFilter;
  /** `later-earlier`; none: the first of the list. */
  pair: string | undefined;
  mayWrite: boolean;
  onPair(key: string | undefined): void;
  /** What to do where the range holds none. */
  emptyAction?: ReactNode;
}

/** The queue of pairs and the one that is looked at: one key each, the next comes by itself. */
export function RecurrenceWork({ filter, pair, mayWrite, onPair, emptyAction }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(recurrenceListQuery(filter));
  const { decided, decide } = useDecidePair(
    useCallback(({ incidentId, earlierId }) => onPair(`${incidentId}-${earlierId}`), [onPair]),
  );
  const pages = query.data?.pages;
  // What was decided a moment ago is out of the queue at once; lists of decisions stay as they were read.
  const rows = useMemo(
    () =>
      (pages ?? [])
        .flatMap((page) => page.items)
        .filter((row) => filter.status !== 'suggested' || !isDecided(decided.get(pairKey(row)))),
    [pages, decided, filter.status],
  );
  const activeKey = parsePairKey(pair) === null ? (rows[0] ? pairKey(rows[0]) : null) : (pair as string);
  const active = parsePairKey(activeKey ?? undefined);
  const index = rows.findIndex((row) => pairKey(row) === activeKey);
  const nextKey = (step: 1 | -1) => {
    const next = rows[index < 0 ? 0 : index + step];
    return next ? pairKey(next) : null;
  };
  const upcoming = nextKey(1);
  useEffect(() => {
    const next = parsePairKey(upcoming ?? undefined);
    if (next) void queryClient.prefetchQuery(recurrencePairQuery(next.incidentId, next.earlierId));
  }, [upcoming, queryClient]);
  useEffect(() => {
    if (rows.length < 5 && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  }, [rows.length, query]);

  const go = (step: 1 | -1) => {
    const key = nextKey(step);
    if (key === null) announce(t('recurrences.queue.end'));
    else onPair(key);
  };
  const onDecide = (status: RecurrenceStatus) => {
    if (active === null || !mayWrite) return;
    decide({ ...active, status });
    if (filter.status === 'suggested' && status !== 'suggested')
      onPair(nextKey(1) ?? nextKey(-1) ?? undefined);
  };
  const may = mayWrite && active !== null;
  useKeys(t('recurrences.title'), [
    { key: '1', label: t('recurrences.confirm'), when: may, run: () => onDecide('confirmed') },
    { key: '2', label: t('recurrences.reject'), when: may, run: () => onDecide('rejected') },
    { key: '0', label: t('recurrences.takeBack'), when: may, run: () => onDecide('suggested') },
    { key: ['n', 'j'], label: t('recurrences.next'), run: () => go(1), repeat: true },
    { key: ['Shift+N', 'k'], label: t('recurrences.previous'), run: () => go(-1), repeat: true },
  ]);
  const first = pages?.[0];
  return (
    <DataState query={query}>
      {() => (
        <Stack gap="sm">
          {first && <TextComparisonNote text={first.text} />}
          {first && first.pending > 0 && (
            <Alert color="blue" role="status" p="xs">
              {t('recurrences.pending', { n: first.pending })}
            </Alert>
          )}
          {first && (
            <Text size="sm" c="dimmed" role="status">
              {t(`recurrences.count.${filter.status}`, {
                n: Math.max(rows.length, first.total),
                incidents: first.incidents,
                days: first.lookBackDays,
              })}
            </Text>
          )}
          {active === null ? (
            <EmptyNote
              title={t(`recurrences.empty.${filter.status}`)}
              hint={t(`recurrences.empty.${filter.status}.hint`, { days: first?.lookBackDays ?? 90 })}
              action={emptyAction}
            />
          ) : (
            <Grid gap="md">
              {rows.length > 0 && (
                <Grid.Col span={{ base: 12, md: 4, xl: 3 }}>
                  <RecurrenceQueue
                    rows={rows}
                    activeKey={activeKey}
                    timeZone={filter.timeZone}
                    hasMore={query.hasNextPage}
                    isLoadingMore={query.isFetchingNextPage}
                    onActivate={onPair}
                    onMore={() => void query.fetchNextPage()}
                  />
                </Grid.Col>
              )}
              <Grid.Col span={rows.length > 0 ? { base: 12, md: 8, xl: 9 } : 12}>
                <ShownPair
                  key={activeKey}
                  incidentId={active.incidentId}
                  earlierId={active.earlierId}
                  decided={decided.get(activeKey ?? '') ?? null}
                  timeZone={filter.timeZone}
                  mayWrite={mayWrite}
                  onDecide={onDecide}
                  onNext={upcoming === null ? null : () => go(1)}
                />
                {rows.length === 0 && (
                  <Group mt="sm">
                    <Button variant="subtle" onClick={() => onPair(undefined)}>
                      {t('recurrences.queue.back')}
                    </Button>
                  </Group>
                )}
              </Grid.Col>
            </Grid>
          )}
        </Stack>
      )}
    </DataState>
  );
}

function ShownPair(props: {
  incidentId: string;
  earlierId: string;
  decided: RecurrenceStatus | null;
  timeZone: string;
  mayWrite: boolean;
  onDecide(status: RecurrenceStatus): void;
  onNext: (() => void) | null;
}) {
  const { incidentId, earlierId, ...rest } = props;
  const query = useQuery(recurrencePairQuery(incidentId, earlierId));
  return (
    <DataState query={query} skeleton="text">
      {(pair) => <PairView pair={pair} {...rest} />}
    </DataState>
  );
}

function isDecided(status: RecurrenceStatus | undefined): boolean {
  return status === 'confirmed' || status === 'rejected';
}
