import { Anchor, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Decision } from '@tenken/shared/decisions.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { OutcomeBadge } from '../../ui/OutcomeBadge.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './decisionCells.module.css';
import { ruleDecisionsQuery } from './decisions.queries.js';
import { dueText } from './dueText.js';
import { EffectCell } from './EffectCell.js';

/** What was decided about the rule, and whether it worked. */
export function RuleDecisions({ ruleId }: { ruleId: string }) {
  const t = useT();
  const query = useQuery(ruleDecisionsQuery(ruleId));
  const columns = useMemo(
    (): DataColumn<Decision>[] => [
      {
        key: 'decision',
        header: t('decisions.column.decision'),
        rowHeader: true,
        cell: (row) => (
          <div className={classes.name}>
            <Anchor
              inherit
              display="block"
              renderRoot={(props) => <Link {...props} to="/decisions/$id" params={{ id: row.id }} />}
            >
              {t(`reviews.kind.${row.kind}`)}
            </Anchor>
            {row.reason !== '' && (
              <Text size="xs" c="dimmed" lineClamp={2}>
                {row.reason}
              </Text>
            )}
          </div>
        ),
      },
      {
        key: 'outcome',
        header: t('decisions.outcome'),
        cell: (row) => <OutcomeBadge outcome={row.outcome} />,
      },
      {
        key: 'effect',
        header: t('decisions.column.effect'),
        cell: (row) => <EffectCell effect={row.effect} />,
      },
      { key: 'owner', header: t('reviews.field.owner'), cell: (row) => row.owner ?? '—' },
      {
        key: 'due',
        header: t('reviews.field.due'),
        cell: (row) => dueText(row, t),
      },
      {
        key: 'status',
        header: t('decisions.column.status'),
        cell: (row) => t(`decisions.status.${row.status}`),
      },
    ],
    [t],
  );
  return (
    <Paper withBorder component="section" aria-labelledby="rule-decisions">
      <Title order={2} size="h4" id="rule-decisions" p="sm" pb={4}>
        {t('decisions.title')} <DefinitionButton definitionKey="decision_effect" />
      </Title>
      <DataState
        query={query}
        isEmpty={(list) => list.items.length === 0}
        empty={{
          title: t('decisions.ofRule.empty'),
          hint: t('decisions.ofRule.empty.hint'),
          action: <RowsLink target={{ to: '/reviews' }}>{t('decisions.toReviews')}</RowsLink>,
        }}
      >
        {(list) => (
          <DataTable
            label={t('decisions.title')}
            rows={list.items}
            rowId={(row) => row.id}
            columns={columns}
            pageKeys={false}
          />
        )}
      </DataState>
    </Paper>
  );
}
