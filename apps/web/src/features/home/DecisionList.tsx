import { Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Decision } from '@tenken/shared/decisions.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { daysBetween } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { DueText } from './DueText.js';
import { openDecisionsQuery } from './home.queries.js';
import { homeTargets } from './homeTargets.js';

/** The rows behind the figure of open decisions. `today` is an ISO day of the reader. */
export function DecisionList({ today }: { today: string }) {
  const t = useT();
  const navigate = useNavigate();
  const decisions = useQuery(openDecisionsQuery);
  const columns = useMemo(
    (): DataColumn<Decision>[] => [
      {
        key: 'rule',
        header: t('home.decisions.rule'),
        rowHeader: true,
        sortValue: (decision) => decision.ruleName?.toLowerCase() ?? null,
        cell: (decision) =>
          decision.alertRuleId === null ? (
            '—'
          ) : (
            <RowsLink target={homeTargets.rule(decision.alertRuleId)}>
              {decision.ruleName ?? decision.alertRuleId}
            </RowsLink>
          ),
      },
      {
        key: 'service',
        header: t('home.decisions.service'),
        sortValue: (decision) => decision.serviceName?.toLowerCase() ?? null,
        cell: (decision) => decision.serviceName ?? '—',
      },
      {
        key: 'kind',
        header: t('home.decisions.kind'),
        sortValue: (decision) => decision.kind,
        cell: (decision) => t(`home.what.${decision.kind}`),
      },
      { key: 'reason', header: t('home.decisions.reason'), cell: (decision) => decision.reason || '—' },
      {
        key: 'owner',
        header: t('home.decisions.owner'),
        sortValue: (decision) => decision.owner?.toLowerCase() ?? null,
        cell: (decision) => decision.owner ?? t('home.noOwner'),
      },
      {
        key: 'due',
        header: t('home.decisions.due'),
        sortValue: (decision) => decision.dueOn,
        cell: ({ dueOn }) => (
          <DueText dueOn={dueOn} daysLeft={dueOn === null ? null : daysBetween(today, dueOn)} />
        ),
      },
      {
        key: 'review',
        header: t('home.decisions.review'),
        cell: ({ reviewSessionId }) =>
          reviewSessionId === null ? (
            '—'
          ) : (
            <RowsLink target={{ to: '/reviews/$id', params: { id: reviewSessionId } }}>
              {t('home.decisions.review.open')}
            </RowsLink>
          ),
      },
    ],
    [t, today],
  );
  return (
    <Stack align="stretch">
      <div>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/" search={{}} />}
        >
          {t('home.decisions.back')}
        </Button>
      </div>
      <div>
        <Title order={2} size="h4">
          {t('home.decisions.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('home.decisions.hint')}
        </Text>
      </div>
      <DataState
        query={decisions}
        isEmpty={(rows) => rows.length === 0}
        empty={{ title: t('home.followUps.none') }}
      >
        {(rows) => (
          <DataTable
            label={t('home.decisions.title')}
            rows={rows}
            rowId={(decision) => decision.id}
            columns={columns}
            sort="due"
            onOpen={(decision) => {
              if (decision.alertRuleId === null) return;
              void navigate({ to: '/rules/$id', params: { id: decision.alertRuleId } });
            }}
          />
        )}
      </DataState>
    </Stack>
  );
}
