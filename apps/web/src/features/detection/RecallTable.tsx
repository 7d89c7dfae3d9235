import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Recall, RecallResponse } from '@tenken/shared/detection.contract';
import { useState } from 'react';
import { ProportionBar } from '../../charts/ProportionBar.js';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { type DetectionScope, recallQuery } from './detection.queries.js';

type By = 'service' | 'month';

/** Recall with its interval per service or month: by confirmed links alone, and with the proposed ones. */
export function RecallTable({ scope }: { scope: DetectionScope }) {
  const t = useT();
  const [by, setBy] = useState<By>('service');
  const query = useQuery(recallQuery(scope, by));
  return (
    <Stack gap={4} px="sm" pb="sm">
      <Group justify="space-between">
        <Text size="sm" fw={700}>
          {t('detection.recall.by')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('detection.recall.by')}
          value={by}
          onChange={(value) => setBy(value as By)}
          data={[
            { value: 'service', label: t('detection.recall.by.service') },
            { value: 'month', label: t('detection.recall.by.month') },
          ]}
        />
      </Group>
      <DataState
        query={query}
        skeleton="text"
        isEmpty={(answer) => rowsOf(answer, by, t.language).length === 0}
        empty={{ title: t('detection.empty.all') }}
      >
        {(answer) => (
          <Table.ScrollContainer minWidth={640}>
            <Table aria-label={t('detection.recall.by')} verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t(`detection.recall.by.${by}`)}</Table.Th>
                  <Table.Th scope="col">{t('detection.column.confirmed')}</Table.Th>
                  <Table.Th scope="col">{t('detection.column.proposed')}</Table.Th>
                  <Table.Th scope="col" ta="right">
                    {t('detection.recall.notInTime')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rowsOf(answer, by, t.language).map((row) => (
                  <Table.Tr key={row.key}>
                    <Table.Th scope="row" fw={400}>
                      {row.label ?? t('detection.recall.noService')}
                      {row.unfinished && (
                        <Text span size="xs" c="dimmed" ml={6}>
                          {t('charts.legend.unfinished')}
                        </Text>
                      )}
                    </Table.Th>
                    <Table.Td>
                      <Share share={row.recall.confirmed} counts={row.recall.confirmedCounts} />
                    </Table.Td>
                    <Table.Td>
                      <Share share={row.recall.withProposed} counts={row.recall.withProposedCounts} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <NotInTime recall={row.recall} target={row.target} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </DataState>
    </Stack>
  );

  function rowsOf(answer: RecallResponse, of: By, language: typeof t.language): RecallRow[] {
    const all = { told: 'all', outcome: 'late,missed' } as const;
    if (of === 'service')
      return answer.groups.map(({ key, label, total }) => ({
        key,
        label,
        recall: total,
        unfinished: false,
        target: key === 'none' ? null : { to: '/coverage', search: { ...all, service: key } },
      }));
    return (answer.groups[0]?.buckets ?? []).map((bucket) => ({
      key: bucket.from,
      label: bucketLabel(bucket.from, { unit: 'month', timeZone: answer.timeZone, language }),
      recall: bucket,
      unfinished: bucket.unfinished,
      target: {
        to: '/coverage',
        search: { ...all, from: dayOf(bucket.from, answer.timeZone), to: dayOf(bucket.to, answer.timeZone) },
      },
    }));
  }
}

interface RecallRow {
  key: string;
  label: string | null;
  recall: Recall;
  unfinished: boolean;
  target: RowsTarget | null;
}

function Share({ share, counts }: { share: Recall['confirmed']; counts: Recall['confirmedCounts'] }) {
  const t = useT();
  if (share === null) return <>—</>;
  return (
    <Group gap={8} wrap="nowrap">
      <ProportionBar value={share.value} lower={share.lower} upper={share.upper} />
      <span style={{ whiteSpace: 'nowrap' }}>
        {t('detection.recall.value', {
          share: formatShare(share.value, t.language),
          part: counts.caught,
          n: share.n,
        })}{' '}
        <Text span size="xs" c="dimmed">
          {t('ui.range', {
            lower: formatShare(share.lower, t.language),
            upper: formatShare(share.upper, t.language),
          })}
        </Text>
      </span>
    </Group>
  );
}

/** Late and missed ones, with the way to them. */
function NotInTime({ recall, target }: { recall: Recall; target: RowsTarget | null }) {
  const { late, missed } = recall.withProposedCounts;
  const n = late + missed;
  return n === 0 || target === null ? n : <RowsLink target={target}>{n}</RowsLink>;
}
