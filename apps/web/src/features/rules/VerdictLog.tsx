import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { VerdictEvent } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { verdictLogQuery } from './rules.queries.js';

/** Who judged the rule and its alerts, when and why; newest first. */
export function VerdictLog({ ruleId, timeZone }: { ruleId: string; timeZone: string }) {
  const t = useT();
  const query = useQuery(verdictLogQuery(ruleId));
  const instant = (at: string) => formatInstant(at, { language: t.language, timeZone });
  const subject = (event: VerdictEvent) => {
    if (event.episodeId !== null)
      return (
        <RowsLink target={{ to: '/episodes', search: { ids: event.episodeId, all: '1' } }}>
          {t('rules.log.ofEpisode')}
        </RowsLink>
      );
    return event.window
      ? t('rules.log.ofWindow', { from: instant(event.window.from), to: instant(event.window.to) })
      : '—';
  };
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-log">
      <Title order={2} size="h4" id="rule-log" mb={4}>
        {t('rules.log')}
      </Title>
      <DataState
        query={query}
        isEmpty={(log) => log.items.length === 0}
        empty={{ title: t('rules.log.empty'), hint: t('rules.log.empty.hint') }}
      >
        {(log) => (
          <Table.ScrollContainer minWidth={720} type="native" tabIndex={0}>
            <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('rules.log')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rules.log.when')}</Table.Th>
                  <Table.Th scope="col">{t('rules.log.verdict')}</Table.Th>
                  <Table.Th scope="col">{t('rules.log.of')}</Table.Th>
                  <Table.Th scope="col">{t('rules.log.reason')}</Table.Th>
                  <Table.Th scope="col">{t('rules.log.by')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {log.items.map((event) => (
                  <Table.Tr key={event.id}>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{instant(event.decidedAt)}</Table.Td>
                    <Table.Td>
                      <VerdictBadge verdict={event.verdict} />
                      {!event.isCurrent && (
                        <Text size="xs" c="dimmed">
                          {t('rules.log.replaced')}
                        </Text>
                      )}
                      {event.undoOfId !== null && (
                        <Text size="xs" c="dimmed">
                          {t('rules.log.undone')}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{subject(event)}</Table.Td>
                    <Table.Td>{event.reason ?? '—'}</Table.Td>
                    <Table.Td>{event.decidedBy?.name ?? '—'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </DataState>
    </Paper>
  );
}
