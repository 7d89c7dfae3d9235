import { Anchor, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RULE_INCIDENT_OUTCOMES, type RuleIncidentOutcome } from '@tenken/shared/rule-evidence.contract';
import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { ruleIncidentsQuery } from './evidence.queries.js';
import type { RangeScope } from './rules.queries.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
  /** only these; undefined = all */
  outcome: RuleIncidentOutcome | undefined;
  onOutcomeChange(outcome: RuleIncidentOutcome | undefined): void;
}

/** Incidents of the rule's service: those that it caught, told late of, that others told, and that nobody did. */
export function RuleIncidents({ ruleId, scope, outcome, onOutcomeChange }: Props) {
  const t = useT();
  const query = useQuery(ruleIncidentsQuery(ruleId, scope));
  const section = useRef<HTMLDivElement>(null);
  const isKnown = query.data !== undefined;
  // a figure above leads here
  useEffect(() => {
    if (outcome !== undefined && isKnown) section.current?.scrollIntoView?.({ block: 'start' });
  }, [outcome, isKnown]);
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-incidents" ref={section}>
      <Title order={2} size="h4" id="rule-incidents" mb={4}>
        {t('rules.incidents')} <DefinitionButton definitionKey="rule_incidents" />
      </Title>
      <DataState
        query={query}
        isEmpty={(list) => list.items.length === 0}
        empty={{ title: t('rules.incidents.none'), hint: t('rules.incidents.none.hint') }}
      >
        {(list) => (
          <>
            <Group gap="2px 16px" mb="xs">
              {[undefined, ...RULE_INCIDENT_OUTCOMES].map((one) => {
                const n = one === undefined ? list.items.length : list.counts[one];
                if (one !== undefined && n === 0 && one !== outcome) return null;
                return (
                  <Anchor
                    key={one ?? 'all'}
                    component="button"
                    type="button"
                    size="sm"
                    fw={one === outcome ? 700 : 400}
                    aria-pressed={one === outcome}
                    style={{ minHeight: 24 }}
                    onClick={() => onOutcomeChange(one)}
                  >
                    {t('rules.incidents.count', {
                      name: t(one === undefined ? 'rules.incidents.all' : `rules.incidents.outcome.${one}`),
                      n,
                    })}
                  </Anchor>
                );
              })}
            </Group>
            {list.isCut && (
              <Text size="sm" c="dimmed" mb="xs">
                {t('rules.incidents.cut', { n: list.items.length })}
              </Text>
            )}
            <Table.ScrollContainer minWidth={640} mah={420} type="native" tabIndex={0}>
              <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('rules.incidents')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('rules.incidents.when')}</Table.Th>
                    <Table.Th scope="col">{t('rules.incidents.incident')}</Table.Th>
                    <Table.Th scope="col">{t('rules.incidents.howTold')}</Table.Th>
                    <Table.Th scope="col">{t('rules.incidents.alert')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items
                    .filter((item) => outcome === undefined || item.outcome === outcome)
                    .map((item) => (
                      <Table.Tr key={item.incidentId}>
                        <Table.Td style={{ whiteSpace: 'nowrap' }}>
                          {formatInstant(item.at, { language: t.language, timeZone: scope.timeZone })}
                        </Table.Td>
                        <Table.Th scope="row" fw={400}>
                          <Group gap={6} wrap="nowrap">
                            {item.severity && <SeverityBadge severity={item.severity} compact />}
                            <RowsLink target={{ to: '/incidents/$id', params: { id: item.incidentId } }}>
                              {item.title}
                            </RowsLink>
                          </Group>
                        </Table.Th>
                        <Table.Td>
                          {t(`rules.incidents.outcome.${item.outcome}`)}
                          {item.episodeId && !item.isConfirmed && (
                            <Text span size="xs" c="dimmed">
                              {' '}
                              {t('rules.incidents.proposed')}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td>
                          {item.episodeId === null ? (
                            '—'
                          ) : (
                            <RowsLink target={{ to: '/episodes', search: { ids: item.episodeId, all: '1' } }}>
                              {lag(item.afterDetectionSeconds)}
                            </RowsLink>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )}
      </DataState>
    </Paper>
  );

  function lag(seconds: number | null): string {
    if (seconds === null) return t('rules.incidents.alert.unknown');
    const duration = formatDuration(Math.abs(seconds), t.language);
    return t(seconds <= 0 ? 'rules.incidents.alert.before' : 'rules.incidents.alert.after', { duration });
  }
}
