import { Alert, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { UnreadReason } from '../../ui/UnreadReason.js';
import { sourceQuery } from './sources.queries.js';

const LOOK_EVERY_MS = 3000;

/** Waits for the first delivery of a source, and says when it is there and whether it could be read. */
export function FirstDelivery({ sourceId }: { sourceId: string }) {
  const t = useT();
  const { data: source } = useQuery(sourceQuery(sourceId, LOOK_EVERY_MS));
  const hasArrived = source?.lastDeliveryAt != null && source.pending === 0;
  if (!hasArrived) {
    return (
      <Alert
        color="blue"
        icon={<Loader size={18} aria-hidden />}
        title={t('sources.wait.waiting')}
        role="status"
      >
        <Text size="sm">{t('sources.wait.hint')}</Text>
      </Alert>
    );
  }
  const isRead = source.quarantined === 0;
  return (
    <Alert
      color={isRead ? 'teal' : 'red'}
      icon={isRead ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(isRead ? 'sources.wait.arrived' : 'sources.wait.quarantined')}
      role="status"
    >
      {source.lastError?.detail && (
        <UnreadReason unread={source.lastError.unread} detail={source.lastError.detail} />
      )}
      <Text size="sm">
        <RowsLink
          target={{
            to: '/data/{-$tab}',
            params: { tab: isRead ? 'deliveries' : 'quarantine' },
            search: { from_source: sourceId },
          }}
        >
          {t('sources.wait.look')}
        </RowsLink>
      </Text>
    </Alert>
  );
}
