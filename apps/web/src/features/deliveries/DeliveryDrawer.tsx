import {
  Alert,
  Anchor,
  Button,
  Code,
  Drawer,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DeliveryResponse } from '@tenken/shared/deliveries.contract';
import type { ReactNode } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { useScope } from '../../url/useScope.js';
import { DeliveryStateBadge } from './DeliveryStateBadge.js';
import { deliveryQuery } from './deliveries.queries.js';
import { describeResult } from './describeResult.js';
import { prepareBody } from './prepareBody.js';
import { QuarantineReason } from './QuarantineReason.js';
import { useDeliveryActions } from './useDeliveryActions.js';

interface Props {
  /** null = closed */
  deliveryId: string | null;
  onClose(): void;
  /** opens another one */
  onOpen(id: string): void;
}

/** One delivery from the inside: what became of it, its headers and its body. */
export function DeliveryDrawer({ deliveryId, onClose, onOpen }: Props) {
  const t = useT();
  const query = useQuery({ ...deliveryQuery(deliveryId ?? ''), enabled: deliveryId !== null });
  return (
    <Drawer
      opened={deliveryId !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('deliveries.drawer.title', { id: deliveryId ?? '' })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DataState query={query} skeleton="text">
        {(delivery) => <DeliveryDetails delivery={delivery} onOpen={onOpen} />}
      </DataState>
    </Drawer>
  );
}

function DeliveryDetails({ delivery, onOpen }: { delivery: DeliveryResponse } & Pick<Props, 'onOpen'>) {
  const t = useT();
  const { timeZone } = useScope();
  const mayChange = useMay('write');
  const { replay, discard, restore, isPending, error } = useDeliveryActions();
  const instant = (at: string | null) => formatInstant(at, { language: t.language, timeZone, seconds: true });
  const body = prepareBody(delivery.body);
  const headers = Object.entries(delivery.headers);
  return (
    <Stack>
      <Group gap="xs">
        <DeliveryStateBadge state={delivery.state} />
        <Text size="sm" fw={700}>
          {delivery.sourceName ?? delivery.sourceId}
        </Text>
        {delivery.result && delivery.state === 'done' && (
          <Text size="sm" c="dimmed">
            {describeResult(delivery.result, t)}
          </Text>
        )}
      </Group>
      {delivery.duplicateOf !== null && (
        <Alert color="gray" icon={<IconCopy aria-hidden />}>
          <Text size="sm">{t('deliveries.duplicate.hint')}</Text>
          <Anchor component="button" type="button" size="sm" onClick={() => onOpen(delivery.duplicateOf!)}>
            {t('deliveries.duplicate.open', { id: delivery.duplicateOf })}
          </Anchor>
        </Alert>
      )}
      {delivery.errorCode !== null && delivery.state !== 'done' && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
          <QuarantineReason delivery={delivery} />
        </Alert>
      )}
      {delivery.result && delivery.result.warnings.length > 0 && (
        <Alert color="yellow" title={t('deliveries.drawer.warnings')}>
          <List size="sm">
            {delivery.result.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {mayChange && (
        <Stack gap={4}>
          <Group gap="xs">
            {delivery.state !== 'pending' && (
              <Button
                leftSection={<IconRefresh size={16} aria-hidden />}
                loading={isPending}
                onClick={() => void replay({ ids: [delivery.id] })}
              >
                {t('deliveries.replay')}
              </Button>
            )}
            {delivery.state === 'quarantined' && (
              <Button variant="default" onClick={() => void discard({ ids: [delivery.id] })}>
                {t('deliveries.discard')}
              </Button>
            )}
            {delivery.state === 'discarded' && (
              <Button variant="default" onClick={() => void restore([delivery.id])}>
                {t('deliveries.restore')}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {t('deliveries.replay.hint')}
          </Text>
        </Stack>
      )}
      <FormError error={error} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        <Fact label={t('deliveries.drawer.received')}>{instant(delivery.receivedAt)}</Fact>
        <Fact label={t('deliveries.drawer.processed')}>{instant(delivery.processedAt)}</Fact>
        <Fact label={t('deliveries.drawer.reader')}>{delivery.adapter}</Fact>
        <Fact label={t('deliveries.drawer.signature')}>
          {t(`deliveries.drawer.signature.${delivery.signature}`)}
        </Fact>
        <Fact label={t('deliveries.drawer.attempts')}>{delivery.attempts}</Fact>
        {delivery.nextAttemptAt !== null && (
          <Fact label={t('deliveries.drawer.next')}>{instant(delivery.nextAttemptAt)}</Fact>
        )}
        {delivery.replayedAt !== null && (
          <Fact label={t('deliveries.drawer.replayed')}>{instant(delivery.replayedAt)}</Fact>
        )}
        {delivery.senderDeliveryId !== null && (
          <Fact label={t('deliveries.drawer.senderId')}>{delivery.senderDeliveryId}</Fact>
        )}
      </SimpleGrid>
      {delivery.duplicates.length > 0 && (
        <Part title={t('deliveries.drawer.duplicates')}>
          <List size="sm">
            {delivery.duplicates.map(({ id, receivedAt }) => (
              <List.Item key={id}>
                <Anchor component="button" type="button" size="sm" onClick={() => onOpen(id)}>
                  {t('deliveries.drawer.title', { id })}
                </Anchor>{' '}
                {instant(receivedAt)}
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {headers.length > 0 && (
        <Part title={t('deliveries.drawer.headers')}>
          <Code block tabIndex={0} role="region" aria-label={t('deliveries.drawer.headers')}>
            {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
          </Code>
        </Part>
      )}
      <Part
        title={t('deliveries.drawer.body')}
        action={<CopyButton value={delivery.body} label={t('deliveries.drawer.copy')} />}
      >
        <Code
          block
          tabIndex={0}
          role="region"
          aria-label={t('deliveries.drawer.body')}
          mah={480}
          style={{ overflow: 'auto' }}
        >
          {body.text}
        </Code>
        {delivery.isBodyTruncated && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('deliveries.drawer.truncated')}
          </Text>
        )}
      </Part>
    </Stack>
  );
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h6">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm">{children}</Text>
    </div>
  );
}
