import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Decision } from '@tenken/shared/decisions.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { ruleDecisionsQuery } from './rules.queries.js';

/** What was decided about the rule, and whether it worked. */
export function RuleDecisions({ ruleId }: { ruleId: string }) {
  const t = useT();
  const query = useQuery(ruleDecisionsQuery(ruleId));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-decisions">
      <Title order={2} size="h4" id="rule-decisions" mb={4}>
        {t('rules.decisions')} <DefinitionButton definitionKey="decision_effect" />
      </Title>
      <DataState
        query={query}
        isEmpty={(list) => list.items.length === 0}
        empty={{
          title: t('rules.decisions.empty'),
          hint: t('rules.decisions.empty.hint'),
          action: (
            <Anchor inherit renderRoot={(props) => <Link {...props} to="/reviews" />}>
              {t('rules.review')}
            </Anchor>
          ),
        }}
      >
        {(list) => (
          <Table.ScrollContainer minWidth={560} type="native" tabIndex={0}>
            <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('rules.decisions')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rules.decisions.kind')}</Table.Th>
                  <Table.Th scope="col">{t('rules.decisions.owner')}</Table.Th>
                  <Table.Th scope="col">{t('rules.decisions.due')}</Table.Th>
                  <Table.Th scope="col">{t('rules.decisions.status')}</Table.Th>
                  <Table.Th scope="col">{t('rules.decisions.effect')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((decision) => (
                  <Table.Tr key={decision.id}>
                    <Table.Th scope="row" fw={400}>
                      {decision.reviewSessionId ? (
                        <Anchor
                          inherit
                          renderRoot={(props) => (
                            <Link
                              {...props}
                              to="/reviews/$id/record"
                              params={{ id: decision.reviewSessionId! }}
                            />
                          )}
                        >
                          {t(`rules.decision.${decision.kind}`)}
                        </Anchor>
                      ) : (
                        t(`rules.decision.${decision.kind}`)
                      )}
                      {decision.reason && (
                        <Text size="xs" c="dimmed">
                          {decision.reason}
                        </Text>
                      )}
                    </Table.Th>
                    <Table.Td>{decision.owner ?? '—'}</Table.Td>
                    <Table.Td>{formatDay(decision.dueOn, t.language)}</Table.Td>
                    <Table.Td>
                      {t(`rules.decisionStatus.${decision.status}`)}
                      {decision.isOverdue && ` (${t('rules.decisions.overdue')})`}
                    </Table.Td>
                    <Table.Td>
                      <Effect effect={decision.effect} />
                    </Table.Td>
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

function Effect({ effect }: { effect: Decision['effect'] }) {
  const t = useT();
  if (effect === null || effect.verdict === null) return t('rules.decisions.effect.none');
  return (
    <>
      <b>{t(`rules.effect.${effect.verdict}`)}</b>
      <Text size="xs" c="dimmed">
        {t('rules.decisions.effect.counts', { before: effect.firedBefore, after: effect.firedAfter })}
      </Text>
    </>
  );
}
