import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DeliveriesActionBody, DeliveryRow } from '@tenken/shared/deliveries.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DataState } from '../../ui/DataState.js';
import { DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { useScope } from '../../url/useScope.js';
import { DeliveryDrawer } from './DeliveryDrawer.js';
import { deliveriesQuery } from './deliveries.queries.js';
import { makeDeliveryColumns } from './makeDeliveryColumns.js';
import { useDeliveryActions } from './useDeliveryActions.js';

interface Props {
  sourceId: string | null;
  onSource(id: string | null): void;
  openId: string | null;
  onOpen(id: string | null): void;
  sources: readonly { id: string; name: string }[];
}

/** Past this a person is asked before a bulk discard. */
const ASK_ABOVE = 50;

/** What could not be read, with the reason, and what can be done about it: one, some, or all. */
export function QuarantinePanel({ sourceId, onSource, openId, onOpen, sources }: Props) {
  const t = useT();
  const { timeZone } = useScope();
  const mayChange = useMay('write');
  const query = useInfiniteQuery(
    deliveriesQuery({ state: ['quarantined'], sourceId, from: null, text: null, senderId: null }),
  );
  const { replay, discard, isPending, error } = useDeliveryActions();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setIsAsking] = useState(false);
  const columns = useMemo(
    () => makeDeliveryColumns(t, timeZone, onOpen, { isQuarantine: true }),
    [t, timeZone, onOpen],
  );
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NO_ROWS, [query.data]);
  const total = query.data?.pages[0]?.counts?.quarantined ?? rows.length;
  // What has left quarantine meanwhile is not acted on.
  const selected = rows.filter(({ id }) => marked.has(id)).map(({ id }) => id);
  const body: DeliveriesActionBody =
    selected.length > 0
      ? { ids: selected.slice(0, 500) }
      : { allQuarantined: true, ...(sourceId === null ? {} : { sourceId }) };
  const affected = selected.length > 0 ? selected.length : total;
  const discardNow = async () => {
    await discard(body);
    setMarked(new Set());
  };
  const askOrDiscard = () => (affected > ASK_ABOVE ? setIsAsking(true) : void discardNow());
  const replayNow = () => void replay(body).then(() => setMarked(new Set()));
  const hasSelection = selected.length > 0;
  useKeys(t('deliveries.quarantine.list'), [
    { key: 'r', label: t('deliveries.replay'), run: replayNow, when: mayChange && hasSelection },
    { key: 'd', label: t('deliveries.discard'), run: askOrDiscard, when: mayChange && hasSelection },
  ]);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={720}>
        {t('deliveries.quarantine.hint')}
      </Text>
      <Group justify="space-between" align="end">
        <NativeSelect
          label={t('deliveries.filter.source')}
          value={sourceId ?? ''}
          data={[
            { value: '', label: t('deliveries.filter.source.all') },
            ...sources.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onSource(event.currentTarget.value || null)}
        />
        {mayChange && rows.length > 0 && (
          <Group gap="xs">
            {hasSelection && (
              <Text size="sm" role="status">
                {t('deliveries.quarantine.selected', { n: selected.length })}
              </Text>
            )}
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={isPending}
              onClick={replayNow}
            >
              {t(hasSelection ? 'deliveries.replay' : 'deliveries.quarantine.replayAll')}
            </Button>
            <Button variant="default" disabled={isPending} onClick={askOrDiscard}>
              {t(hasSelection ? 'deliveries.discard' : 'deliveries.quarantine.discardAll')}
            </Button>
          </Group>
        )}
      </Group>
      <FormError error={error} />
      <DataState
        query={query}
        isEmpty={() => rows.length === 0}
        empty={
          sourceId === null
            ? { title: t('deliveries.quarantine.empty'), hint: t('deliveries.quarantine.empty.hint') }
            : {
                title: t('deliveries.empty.filtered'),
                hint: t('deliveries.empty.filtered.hint', {
                  filters: sources.find(({ id }) => id === sourceId)?.name ?? sourceId,
                }),
                action: (
                  <Button variant="default" onClick={() => onSource(null)}>
                    {t('deliveries.filter.clear')}
                  </Button>
                ),
              }
        }
      >
        {() => (
          <>
            <DataTable
              label={t('deliveries.quarantine.list')}
              rows={rows}
              rowId={rowId}
              columns={columns}
              onOpen={(row) => onOpen(row.id)}
              selection={mayChange ? { selected: marked, onChange: setMarked } : undefined}
            />
            <MoreRows query={query} label={t('deliveries.more')} />
          </>
        )}
      </DataState>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('deliveries.quarantine.discardMany', { n: affected })}
        confirmLabel={t('deliveries.discard')}
        onConfirm={discardNow}
        danger
      >
        <Text size="sm">{t('deliveries.quarantine.discardMany.text')}</Text>
      </ConfirmDialog>
      <DeliveryDrawer deliveryId={openId} onClose={() => onOpen(null)} onOpen={onOpen} />
    </Stack>
  );
}

const NO_ROWS: DeliveryRow[] = [];
const rowId = (row: DeliveryRow) => row.id;
