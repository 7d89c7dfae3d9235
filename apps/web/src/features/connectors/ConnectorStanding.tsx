import { Alert, Code, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ConnectorDetail } from '@tenken/shared/connectors.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { formatWholeDuration } from '../../time/formatWholeDuration.js';
import { useScope } from '../../url/useScope.js';
import { ConnectorStateBadge } from './ConnectorStateBadge.js';
import { prepareConnectorState } from './prepareConnectorState.js';

const DAY_SECONDS = 86_400;

/** How it is with a connector: its state, its last error, how far back its history goes, when it runs next. */
export function ConnectorStanding({ connector }: { connector: ConnectorDetail['connector'] }) {
  const t = useT();
  const { timeZone } = useScope();
  const instant = (at: string | null) => formatInstant(at, { language: t.language, timeZone });
  const { history, lastError } = connector;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <ConnectorStateBadge state={prepareConnectorState(connector)} />
        <Text size="sm">{t('connectors.detail.of', { source: connector.sourceName })}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {connector.url}
        </Text>
      </Group>
      {lastError !== null && (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={`${t('connectors.detail.lastError')}: ${
            t.optional(`connectors.error.${lastError.code}`) ?? lastError.code
          }`}
        >
          <Code block lang="en" my={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {lastError.detail}
          </Code>
          <Text size="sm">
            {t('connectors.detail.failures', { n: connector.failures, at: instant(connector.nextRunAt) })}
          </Text>
        </Alert>
      )}
      {history !== null && history.share < 1 && (
        <div>
          <Progress
            value={history.share * 100}
            aria-label={t('connectors.history.label', { share: Math.min(history.share, 0.99) })}
          />
          <Text size="sm" mt={4}>
            {t('connectors.history.progress', { share: Math.min(history.share, 0.99) })}
            {t('ui.listSeparator')}
            {t('connectors.history.back', { from: instant(history.doneFrom) })}
          </Text>
        </div>
      )}
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {[
            [
              t('connectors.column.lastSuccess'),
              connector.lastSuccessAt === null ? t('connectors.never') : instant(connector.lastSuccessAt),
            ],
            [t('connectors.column.lag'), formatDuration(connector.lagSeconds, t.language)],
            [
              t('connectors.detail.nextRun'),
              connector.disabledAt !== null || connector.isSourceDisabled
                ? '—'
                : [
                    instant(connector.nextRunAt),
                    connector.intervalSeconds === DAY_SECONDS
                      ? t('connectors.detail.daily')
                      : t('connectors.detail.interval', {
                          every: formatWholeDuration(connector.intervalSeconds, t.language),
                        }),
                  ].join(t('ui.listSeparator')),
            ],
          ].map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w="30%">
                {label}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
