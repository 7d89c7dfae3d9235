import { SimpleGrid, Title } from '@mantine/core';
import type { AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { ChartLegend } from '../../charts/ChartLegend.js';
import { DistributionChart } from '../../charts/DistributionChart.js';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import type { DistributionSlot } from '../../charts/prepare/prepareDistribution.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import { AlertDurationTable } from './AlertDurationTable.js';
import { alertDurationRows } from './alertDurationRows.js';
import { type DurationsOfService, prepareAlertDurations } from './prepareAlertDurations.js';

interface Props {
  answer: AlertDurationsResponse;
  csvPath: string;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** One picture a service, all on one axis: the median of each month as a line, the 90th percentile above it. */
export function AlertDurationPictures({ answer, csvPath, ...frame }: Props) {
  const t = useT();
  const openRows = useOpenRows();
  const { pictures, listed } = useMemo(() => prepareAlertDurations(answer, t.language), [answer, t.language]);
  const nameOf = (service: DurationsOfService) => service.name ?? t('alertDurations.noService');
  const monthOf = (from: string) =>
    bucketLabel(from, { unit: 'month', timeZone: 'UTC', language: t.language });
  const describe = (slot: DistributionSlot) => ({
    title: monthOf(slot.from),
    lines: [
      slot.median === null
        ? null
        : t('durations.tip.median', { median: formatDuration(slot.median, t.language) }),
      slot.p90 === null ? null : t('durations.tip.p90', { p90: formatDuration(slot.p90, t.language) }),
      t('alertDurations.tip.n', { n: slot.n }),
      slot.open === 0 ? null : t('alertDurations.tip.open', { n: slot.open }),
      slot.unfinished ? t('alertDurations.unfinished') : null,
    ].filter((line) => line !== null),
  });
  const slots = pictures.flatMap(({ model }) => model.slots);
  const legend = [
    {
      key: 'median',
      mark: <line x1="1" x2="15" y1="6" y2="6" stroke="var(--mantine-color-text)" strokeWidth={2.5} />,
      label: t('durations.col.median'),
    },
    ...(slots.some(({ p90 }) => p90 !== null)
      ? [
          {
            key: 'p90',
            mark: (
              <path
                d="M8,1l5,5l-5,5l-5,-5z"
                fill="none"
                stroke="var(--mantine-color-text)"
                strokeWidth={1.5}
              />
            ),
            label: t('charts.legend.p90'),
          },
        ]
      : []),
    ...(slots.some(({ unfinished }) => unfinished)
      ? [
          {
            key: 'unfinished',
            mark: <path d="M1,11l6,-10M6,11l6,-10M11,11l4,-7" stroke="var(--mantine-color-dimmed)" />,
            label: t('alertDurations.unfinished'),
          },
        ]
      : []),
  ];
  return (
    <ChartFrame
      title={t('alertDurations.chart.title')}
      summary={t('alertDurations.chart.summary', {
        shown: frame.asTable ? listed.length : pictures.length,
        total: answer.services.length,
      })}
      definitionKey="alert_durations"
      definition={answer.definition}
      csv={csvPath}
      table={<AlertDurationTable services={listed} nameOf={nameOf} monthOf={monthOf} />}
      legend={<ChartLegend entries={legend} />}
      {...frame}
    >
      <SimpleGrid cols={pictures.length === 1 ? 1 : { base: 1, sm: 2, xl: 3 }} spacing="sm">
        {pictures.map(({ service, ended, open, model }) => (
          <div key={service.id ?? 'none'}>
            <Title order={4} size="h6">
              {t('alertDurations.chart.small', { service: nameOf(service), n: ended, open })}
            </Title>
            <DistributionChart
              model={model}
              label={nameOf(service)}
              height={pictures.length === 1 ? 260 : 190}
              describe={describe}
              onOpen={({ from, n, open: firing }) =>
                openRows(alertDurationRows(service.id, from.slice(0, 7), n === 0 && firing > 0))
              }
            />
          </div>
        ))}
      </SimpleGrid>
    </ChartFrame>
  );
}
