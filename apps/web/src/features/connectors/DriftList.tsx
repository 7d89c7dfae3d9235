import { Badge, Table, Text, Title } from '@mantine/core';
import type { ConnectorDriftRow } from '@tenken/shared/connectors.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useScope } from '../../url/useScope.js';

const COLOURS = { missing: 'orange', different: 'yellow', unreadable: 'red' } as const;

/** What a connector had found that was missing or different, newest first, each leading to what it is about. */
export function DriftList({ rows }: { rows: readonly ConnectorDriftRow[] }) {
  const t = useT();
  const { timeZone } = useScope();
  const instant = (at: string) => formatInstant(at, { language: t.language, timeZone });
  const value = (text: string | null) =>
    text === null ? '—' : /^\d{4}-\d{2}-\d{2}T/.test(text) ? instant(text) : text;
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {t('connectors.drift.title')}
      </Title>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('connectors.drift.list.none')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('connectors.drift.column.kind')}</Table.Th>
                <Table.Th>{t('connectors.drift.column.title')}</Table.Th>
                <Table.Th>{t('connectors.drift.column.changes')}</Table.Th>
                <Table.Th>{t('connectors.drift.column.found')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <Badge variant="light" tt="none" color={COLOURS[row.kind]}>
                      {t(`connectors.drift.kind.${row.kind}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
                    {row.episodeId === null ? (
                      row.title
                    ) : (
                      <RowsLink target={{ to: '/episodes', search: { ids: [row.episodeId], all: true } }}>
                        {row.title}
                      </RowsLink>
                    )}
                    <Text size="xs" c="dimmed">
                      {row.externalId}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {Object.entries(row.changes).map(([field, [known, said]]) => (
                      <Text key={field} size="sm">
                        {t.optional(`connectors.drift.field.${field}`) ?? field}: {value(known)} →{' '}
                        {value(said)}
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{instant(row.foundAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
