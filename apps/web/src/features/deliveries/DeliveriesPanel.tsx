import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type DeliveryRow, DeliveryState } from '@tenken/shared/deliveries.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { useNow } from '../../time/NowProvider.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { useScope } from '../../url/useScope.js';
import { DeliveryDrawer } from './DeliveryDrawer.js';
import { DeliveryFilterBar, type DeliverySearch } from './DeliveryFilterBar.js';
import { deliveriesQuery } from './deliveries.queries.js';
import { makeDeliveryColumns } from './makeDeliveryColumns.js';
import { prepareSince } from './prepareSince.js';
import { useDeliveryActions } from './useDeliveryActions.js';

export interface DeliveriesSearch extends DeliverySearch {
  state: DeliveryState | null;
  /** the delivery that is open */
  openId: string | null;
}

interface Props {
  search: DeliveriesSearch;
  onChange(change: Partial<DeliveriesSearch>): void;
  sources: readonly { id: string; name: string }[];
}

const COUNT_LIMIT = 10_000;

/** All that came in, newest first, with filters, and a look inside. */
export function DeliveriesPanel({ search, onChange, sources }: Props) {
  const t = useT();
  const now = useNow();
  const { timeZone } = useScope();
  const mayChange = useMay('write');
  const { replay, error } = useDeliveryActions();
  const [isAsking, setIsAsking] = useState(false);
  const [clearings, setClearings] = useState(0);
  const { state, sourceId, since, text, senderId, openId } = search;
  const from = useMemo(() => prepareSince(since, now), [since, now]);
  const query = useInfiniteQuery(
    deliveriesQuery({ state: state === null ? null : [state], sourceId, from, text, senderId }),
  );
  const columns = useMemo(
    () => makeDeliveryColumns(t, timeZone, (id) => onChange({ openId: id })),
    [t, timeZone, onChange],
  );
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NO_ROWS, [query.data]);
  const counts = query.data?.pages[0]?.counts ?? null;
  const isFiltered =
    state !== null || sourceId !== null || since !== null || text !== null || senderId !== null;
  const retention = query.data?.pages[0]?.retention;
  const clear = () => {
    setClearings((n) => n + 1);
    onChange({ state: null, sourceId: null, since: null, text: null, senderId: null });
  };
  const count = (n: number) =>
    n >= COUNT_LIMIT ? t('deliveries.count.atLeast', { n }) : n.toLocaleString(t.language);
  const stateLabel = (one: DeliveryState | 'all') => {
    const label = t(`deliveries.state.${one}`);
    if (counts === null || one === 'all') return label;
    return t('deliveries.state.count', { state: label, n: count(counts[one]) });
  };
  const active = [
    state && t(`deliveries.state.${state}`),
    sourceId && sources.find(({ id }) => id === sourceId)?.name,
    since && t(`deliveries.filter.since.${since}`),
    text && `“${text}”`,
    senderId && t('deliveries.filter.senderId.active', { id: senderId }),
  ].filter(Boolean);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={720}>
        {t('deliveries.hint')}
        {retention !== undefined && ` ${t('deliveries.retention', { days: retention.days })}`}
        {retention?.oldestAt != null &&
          ` ${t('deliveries.retention.oldest', {
            at: formatInstant(retention.oldestAt, { language: t.language, timeZone }),
          })}`}
      </Text>
      <DeliveryFilterBar key={clearings} search={search} onChange={onChange} sources={sources} />
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('deliveries.filter.state')}
          value={state ?? 'all'}
          onChange={(value) => onChange({ state: value === 'all' ? null : DeliveryState.parse(value) })}
          data={['all' as const, ...DeliveryState.options].map((one) => ({
            value: one,
            label: stateLabel(one),
          }))}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        <Group gap="xs">
          {mayChange && isFiltered && rows.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={() => setIsAsking(true)}
            >
              {t('deliveries.replay.filtered')}
            </Button>
          )}
          {isFiltered && (
            <Button variant="subtle" onClick={clear}>
              {t('deliveries.filter.clear')}
            </Button>
          )}
        </Group>
      </Group>
      <DataState
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          isFiltered
            ? {
                title: t('deliveries.empty.filtered'),
                hint: t('deliveries.empty.filtered.hint', { filters: active.join(t('ui.listSeparator')) }),
                action: (
                  <Button variant="default" onClick={clear}>
                    {t('deliveries.filter.clear')}
                  </Button>
                ),
              }
            : { title: t('deliveries.empty.title'), hint: t('deliveries.empty.hint') }
        }
      >
        {() => (
          <>
            <DataTable
              label={t('deliveries.list')}
              rows={rows}
              rowId={rowId}
              columns={columns}
              onOpen={(row) => onChange({ openId: row.id })}
              activeId={openId}
            />
            <MoreRows query={query} label={t('deliveries.more')} />
          </>
        )}
      </DataState>
      <FormError error={error} />
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('deliveries.replay.filtered.ask')}
        confirmLabel={t('deliveries.replay')}
        onConfirm={() =>
          replay({
            filter: {
              timeZone: 'UTC',
              ...(state === null ? {} : { state: [state] }),
              ...(sourceId === null ? {} : { source: [sourceId] }),
              ...(from === null ? {} : { from }),
              ...(text === null ? {} : { text }),
              ...(senderId === null ? {} : { senderId }),
            },
          })
        }
      >
        <Text size="sm">
          {t('deliveries.replay.filtered.text', { filters: active.join(t('ui.listSeparator')) })}
        </Text>
      </ConfirmDialog>
      <DeliveryDrawer
        deliveryId={openId}
        onClose={() => onChange({ openId: null })}
        onOpen={(id) => onChange({ openId: id })}
      />
    </Stack>
  );
}

const NO_ROWS: DeliveryRow[] = [];
const rowId = (row: DeliveryRow) => row.id;
