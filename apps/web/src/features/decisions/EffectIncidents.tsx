import { Badge, Paper, Text, Title } from '@mantine/core';
import type { EffectIncident } from '@tenken/shared/decision-effect.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';

interface Props {
  incidents: readonly EffectIncident[];
  timeZone: string;
}

/** Incidents of the two windows, and how each was told: by this rule, by another alert, or by people. */
export function EffectIncidents({ incidents, timeZone }: Props) {
  const t = useT();
  const columns = useMemo(
    (): DataColumn<EffectIncident>[] => [
      {
        key: 'incident',
        header: t('decisions.incidents.incident'),
        rowHeader: true,
        cell: (row) => (
          <RowsLink target={{ to: '/incidents/$id', params: { id: row.incidentId } }}>{row.title}</RowsLink>
        ),
      },
      {
        key: 'severity',
        header: t('decisions.incidents.severity'),
        cell: (row) => (row.severity === null ? '—' : <SeverityBadge severity={row.severity} />),
      },
      {
        key: 'began',
        header: t('decisions.incidents.began'),
        cell: (row) => formatInstant(row.startedAt, { language: t.language, timeZone }),
      },
      {
        key: 'byRule',
        header: t('decisions.incidents.byRule'),
        cell: (row) => t(`decisions.byRule.${row.byRule}`),
      },
      {
        key: 'told',
        header: t('decisions.incidents.told'),
        cell: (row) => (
          <>
            {t(`detection.outcome.${row.outcome}`)}
            {row.firstAlert !== null && (
              <Text size="xs" c="dimmed">
                <RowsLink target={{ to: '/rules/$id', params: { id: row.firstAlert.alertRuleId } }}>
                  {row.firstAlert.ruleName}
                </RowsLink>
              </Text>
            )}
            {row.isLost && (
              <div>
                <Badge variant="light" color="red" tt="none" miw="max-content">
                  {t('decisions.incidents.lost')}
                </Badge>
              </div>
            )}
          </>
        ),
      },
    ],
    [t, timeZone],
  );
  return (
    <Paper withBorder component="section" aria-labelledby="effect-incidents">
      <Title order={2} size="h4" id="effect-incidents" p="sm" pb={4}>
        {t('decisions.incidents')}
      </Title>
      {incidents.length === 0 ? (
        <Text size="sm" c="dimmed" px="sm" pb="sm">
          {t('decisions.incidents.none')}
        </Text>
      ) : (
        <DataTable
          label={t('decisions.incidents')}
          rows={incidents}
          rowId={(row) => row.incidentId}
          rowLabel={(row) => row.title}
          columns={columns}
          groupOf={(row) => t(`decisions.side.${row.side}`)}
        />
      )}
    </Paper>
  );
}
