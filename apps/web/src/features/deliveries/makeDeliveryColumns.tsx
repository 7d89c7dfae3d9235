import { Anchor, Text } from '@mantine/core';
import type { DeliveryRow } from '@tenken/shared/deliveries.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatInstant } from '../../time/formatInstant.js';
import type { DataColumn } from '../../ui/DataTable.js';
import { DeliveryStateBadge } from './DeliveryStateBadge.js';
import { describeResult } from './describeResult.js';
import { formatBytes } from './formatBytes.js';
import { QuarantineReason } from './QuarantineReason.js';

/** Columns of the list of deliveries; without the state where all have the same one. */
export function makeDeliveryColumns(
  t: Translator,
  timeZone: string,
  onOpen: (id: string) => void,
  more: { isQuarantine?: boolean } = {},
): DataColumn<DeliveryRow>[] {
  const isQuarantine = more.isQuarantine ?? false;
  const columns: (DataColumn<DeliveryRow> | null)[] = [
    {
      key: 'received',
      header: t('deliveries.column.received'),
      rowHeader: true,
      width: 240,
      cell: (row) => (
        <>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="left"
            style={{ whiteSpace: 'nowrap' }}
            onClick={() => onOpen(row.id)}
          >
            {formatInstant(row.receivedAt, { language: t.language, timeZone, seconds: true })}
          </Anchor>
          <Text size="xs" c="dimmed" maw={230}>
            {row.sourceName ?? row.sourceId}
            {t('ui.listSeparator')}
            {row.adapter}
            {row.signature === 'valid' && `${t('ui.listSeparator')}${t('deliveries.signed')}`}
          </Text>
          {row.senderDeliveryId !== null && (
            <Text size="xs" c="dimmed" truncate maw={230} title={row.senderDeliveryId}>
              {row.senderDeliveryId}
            </Text>
          )}
        </>
      ),
    },
    isQuarantine
      ? null
      : {
          key: 'state',
          header: t('deliveries.column.state'),
          width: 160,
          cell: (row) => <DeliveryStateBadge state={row.state} />,
        },
    {
      key: 'result',
      header: t(isQuarantine ? 'deliveries.column.reason' : 'deliveries.column.result'),
      cell: (row) =>
        row.state === 'duplicate' ? (
          <Text size="sm" c="dimmed">
            {t('deliveries.duplicate.of', { id: row.duplicateOf ?? '' })}
          </Text>
        ) : row.state !== 'done' && row.errorCode !== null ? (
          <QuarantineReason delivery={row} lines={3} />
        ) : row.result !== null && row.state === 'done' ? (
          <Text size="sm">{describeResult(row.result, t)}</Text>
        ) : (
          '—'
        ),
    },
    isQuarantine
      ? null
      : {
          key: 'attempts',
          header: t('deliveries.column.attempts'),
          align: 'right',
          width: 90,
          cell: (row) => row.attempts.toLocaleString(t.language),
        },
    {
      key: 'size',
      header: t('deliveries.column.size'),
      align: 'right',
      width: 90,
      cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{formatBytes(row.sizeBytes, t.language)}</span>,
    },
  ];
  return columns.filter((column) => column !== null);
}
