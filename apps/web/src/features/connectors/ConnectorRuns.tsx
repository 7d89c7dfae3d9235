import { Table, Text, Title } from '@mantine/core';
import type { ConnectorDetail } from '@tenken/shared/connectors.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { useScope } from '../../url/useScope.js';

/** The last runs of a connector: when, how they ended, what they read and what they found. */
export function ConnectorRuns({ runs }: { runs: ConnectorDetail['runs'] }) {
  const t = useT();
  const { timeZone } = useScope();
  const number = (n: number | null) => (n === null ? '—' : n.toLocaleString(t.language));
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {t('connectors.runs')}
      </Title>
      {runs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('connectors.runs.none')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('connectors.runs.started')}</Table.Th>
                <Table.Th>{t('connectors.runs.result')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.records')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.requests')}</Table.Th>
                <Table.Th className="number">{t('connectors.runs.drift')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {runs.map((run) => (
                <Table.Tr key={run.id}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    {formatInstant(run.startedAt, { language: t.language, timeZone, hideZone: true })}
                  </Table.Td>
                  <Table.Td miw={150}>
                    {t(`connectors.run.${run.stage}`)}
                    {run.errorCode !== null && (
                      <Text size="xs" c="dimmed">
                        {t.optional(`connectors.error.${run.errorCode}`) ?? run.errorDetail}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td className="number">{number(run.records)}</Table.Td>
                  <Table.Td className="number">{number(run.requests)}</Table.Td>
                  <Table.Td className="number">
                    {`${number(run.missing)} / ${number(run.different)}`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
