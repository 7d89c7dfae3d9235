import { Anchor, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DurationIncident, DurationState } from '@tenken/shared/durations.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { durationName } from './durationName.js';
import { durationRowsQuery } from './durations.queries.js';
import type { DurationRows, DurationScope, DurationView } from './durationView.js';

/** The list of incidents takes at most so many ids. */
const MOST_IDS = 500;

export interface DurationRowsDrawerProps {
  opened: boolean;
  scope: DurationScope;
  view: DurationView;
  rows: DurationRows | null;
  groupName: string | null;
  onChange(rows: DurationRows): void;
  onClose(): void;
}

/** The incidents behind a number, each with its duration or the reason why it has none that counts. */
export function DurationRowsDrawer({ opened, rows, onClose, ...rest }: DurationRowsDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('durations.rows')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {rows && <Rows {...rest} rows={rows} />}
    </Drawer>
  );
}

function Rows({
  scope,
  view,
  rows,
  groupName,
  onChange,
}: Omit<DurationRowsDrawerProps, 'onClose' | 'opened' | 'rows'> & { rows: DurationRows }) {
  const t = useT();
  const query = useInfiniteQuery(durationRowsQuery(scope, view, rows));
  const columns = useMemo(() => columnsOf(t, scope.timeZone), [t, scope.timeZone]);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const day = (at: string) => (at.includes('T') ? dayOf(at, scope.timeZone) : at);
  const about = [
    durationName(t, view.metric),
    groupName,
    t('durations.tip.period', {
      from: formatDay(day(rows.from ?? scope.from), t.language),
      to: formatDay(addDays(day(rows.to ?? scope.to), -1), t.language),
    }),
    rows.reason ? t(`durations.reason.${rows.reason}`) : null,
  ].filter((part) => part !== null);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {about.join(t('ui.listSeparator'))}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('durations.rows.state')}
        data={[
          { value: 'all', label: t('durations.rows.all') },
          ...DurationState.options.map((state) => ({ value: state, label: t(`durations.rows.${state}`) })),
        ]}
        value={rows.state ?? 'all'}
        onChange={(state) =>
          onChange({ ...rows, reason: undefined, state: DurationState.safeParse(state).data })
        }
      />
      <DataState query={query} isEmpty={() => items.length === 0} empty={{ title: t('durations.rows.none') }}>
        {() => (
          <Stack gap="sm">
            <Group justify="space-between">
              <Text size="sm" role="status">
                {t('durations.rows.count', { n: total })}
              </Text>
              {items.length === total && total <= MOST_IDS && (
                <Text size="sm">
                  <RowsLink target={{ to: '/incidents', search: { ids: items.map((item) => item.id) } }}>
                    {t('durations.rows.list')}
                  </RowsLink>
                </Text>
              )}
            </Group>
            <DataTable
              label={t('durations.rows.table')}
              rows={items}
              rowId={(item) => item.id}
              columns={columns}
              sortedByServer
              pageKeys={false}
            />
            {query.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('durations.rows.more')}
                </Button>
                <Text size="sm" c="dimmed">
                  {t('durations.rows.shown', { shown: items.length, total })}
                </Text>
              </Group>
            )}
          </Stack>
        )}
      </DataState>
    </Stack>
  );
}

function columnsOf(t: Translator, timeZone: string): DataColumn<DurationIncident>[] {
  return [
    {
      key: 'incident',
      header: t('durations.rows.incident'),
      rowHeader: true,
      cell: (item) => (
        <Anchor
          inherit
          display="inline-block"
          miw={150}
          renderRoot={(props: object) => <Link {...props} to="/incidents/$id" params={{ id: item.id }} />}
        >
          {item.title}
        </Anchor>
      ),
    },
    {
      key: 'severity',
      header: t('durations.rows.severity'),
      cell: (item) => <SeverityBadge severity={item.severity} compact />,
    },
    {
      key: 'duration',
      header: t('durations.rows.duration'),
      align: 'right',
      cell: (item) => {
        const duration = formatDuration(item.seconds, t.language);
        return item.state === 'open' ? t('durations.rows.atLeast', { duration }) : duration;
      },
    },
    {
      key: 'why',
      header: t('durations.rows.why'),
      cell: (item) => (
        <Text inherit component="span" display="inline-block" miw={110}>
          {t(item.reason === null ? `durations.rows.${item.state}` : `durations.reason.${item.reason}`)}
        </Text>
      ),
    },
    {
      key: 'at',
      header: t('durations.rows.at'),
      cell: (item) => (
        <Text inherit component="span" style={{ whiteSpace: 'nowrap' }}>
          {formatInstant(item.cohortAt, { language: t.language, timeZone, hideZone: true })}
        </Text>
      ),
    },
  ];
}
