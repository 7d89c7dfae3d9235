import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleTogetherResponse, TogetherRule } from '@tenken/shared/rule-evidence.contract';
import { ProportionBar } from '../../charts/ProportionBar.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { BreakableName } from '../../ui/BreakableName.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { togetherQuery } from './evidence.queries.js';
import type { RangeScope } from './rules.queries.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
  /** Decides that the rule is merged into the other one; without it there is no button. */
  onMerge?: ((other: { id: string; name: string }) => void) | undefined;
}

/** Rules that fire within 5 minutes of it, against what chance would give: candidates for merging. */
export function RuleTogether({ ruleId, scope, onMerge }: Props) {
  const t = useT();
  const query = useQuery(togetherQuery(ruleId, scope));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-together">
      <Title order={2} size="h4" id="rule-together" mb={4}>
        {t('rules.together')} <DefinitionButton definitionKey="fires_together" />
      </Title>
      <DataState
        query={query}
        isEmpty={(answer) => answer.items.length === 0}
        empty={{ title: t('rules.together.none'), hint: t('rules.together.none.hint') }}
      >
        {(answer) => (
          <>
            <Text size="sm" c="dimmed" mb={4}>
              {answer.n < answer.fired
                ? t('rules.together.sample', {
                    n: answer.n,
                    fired: answer.fired,
                    from: formatDay(answer.sampleFromDay, t.language),
                  })
                : t('rules.together.all', { n: answer.n })}
            </Text>
            <Table.ScrollContainer minWidth={560} type="native" tabIndex={0}>
              <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('rules.together')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('rules.column.name')}</Table.Th>
                    <Table.Th scope="col" className="number">
                      {t('rules.together.share')}
                    </Table.Th>
                    <Table.Th scope="col" className="number">
                      {t('rules.together.chance')}
                    </Table.Th>
                    <Table.Th scope="col" className="number">
                      {t('rules.together.other')}
                    </Table.Th>
                    {onMerge && <Table.Td />}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {answer.items.map((other) => (
                    <Row
                      key={other.id}
                      ruleId={ruleId}
                      answer={answer}
                      to={scope.to}
                      other={other}
                      onMerge={onMerge}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )}
      </DataState>
    </Paper>
  );
}

interface RowProps {
  ruleId: string;
  answer: RuleTogetherResponse;
  to: string;
  other: TogetherRule;
  onMerge: Props['onMerge'];
}

function Row({ ruleId, answer, to, other, onMerge }: RowProps) {
  const t = useT();
  const count = (n: number) => formatCount(n, t.language);
  const share = (value: number) => formatShare(value, t.language);
  const words = t('rules.together.value', {
    share: share(other.share.value),
    part: count(other.together),
    n: count(other.share.n),
  });
  const back = t('rules.together.value', {
    share: share(other.otherTogether / Math.max(1, other.otherFired)),
    part: count(other.otherTogether),
    n: count(other.otherFired),
  });
  const rows = (rule: string, near: string): RowsTarget => ({
    to: '/episodes',
    search: { rule, with: near, from: answer.sampleFromDay, to, tz: answer.timeZone },
  });
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} miw={150}>
        <RowsLink target={{ to: '/rules/$id', params: { id: other.id } }}>
          <BreakableName name={other.name} />
        </RowsLink>
        <Text size="xs" c="dimmed">
          {[other.serviceName ?? t('rules.noService'), other.sourceName].join(' · ')}
        </Text>
      </Table.Th>
      <Table.Td className="number">
        <ProportionBar {...other.share} />
        <div>{answer.isCut ? words : <RowsLink target={rows(ruleId, other.id)}>{words}</RowsLink>}</div>
      </Table.Td>
      <Table.Td className="number">
        {share(other.expectedShare)}
        <Text size="xs" c="dimmed">
          {t('rules.together.lift', {
            lift: new Intl.NumberFormat(t.language, {
              maximumFractionDigits: other.lift < 10 ? 1 : 0,
            }).format(other.lift),
          })}
        </Text>
      </Table.Td>
      <Table.Td className="number">
        {answer.isCut ? back : <RowsLink target={rows(other.id, ruleId)}>{back}</RowsLink>}
      </Table.Td>
      {onMerge && (
        <Table.Td>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('rules.together.merge.into', { name: other.name })}
            onClick={() => onMerge({ id: other.id, name: other.name })}
          >
            {t('rules.together.merge')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
