import { SimpleGrid, Title } from '@mantine/core';
import type { IncidentRateGroup, IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { ChartLegend } from '../../charts/ChartLegend.js';
import { prepareRates, type RateSlot } from '../../charts/prepare/prepareRates.js';
import { RateChart } from '../../charts/RateChart.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { againstText } from '../../ui/againstText.js';
import { useOpenRows } from '../../ui/useOpenRows.js';
import { IncidentRateTable } from './IncidentRateTable.js';
import type { IncidentRatesView, RateRowsOf } from './incidentRates.queries.js';
import { formatRate } from './rateFinding.js';

/** More pictures than this cannot be compared at a glance; the table has them all. */
const MOST_PICTURES = 12;

interface Props {
  answer: IncidentRatesResponse;
  view: IncidentRatesView;
  nameOf(group: IncidentRateGroup): string;
  rowsOf: RateRowsOf;
  csvPath: string;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onActive(): void;
}

/** The rate of each period with its interval; one picture per group on the same axis; with its table. */
export function IncidentRatePictures({ answer, view, nameOf, rowsOf, csvPath, ...frame }: Props) {
  const t = useT();
  const openRows = useOpenRows();
  const grouped = view.groupBy !== undefined;
  const { current, previous } = answer;
  const before = grouped ? null : (previous?.perWeek ?? null);
  const format = useMemo(
    () => ({ unit: view.bucket, timeZone: answer.timeZone, fiscalYearStartsIn: view.fiscalStart }),
    [view.bucket, answer.timeZone, view.fiscalStart],
  );
  const pictures = useMemo(() => {
    const shown = answer.groups.slice(0, MOST_PICTURES);
    const shared = shown.flatMap((group) => group.buckets);
    return shown.map((group) => ({
      group,
      model: prepareRates(group.buckets, { ...format, language: t.language }, shared, before ?? 0),
    }));
  }, [answer.groups, format, t.language, before]);
  const describe = (slot: RateSlot) => ({
    title: t('app.range.days', {
      from: formatDay(dayOf(slot.from, answer.timeZone), t.language),
      to: formatDay(addDays(dayOf(slot.to, answer.timeZone), -1), t.language),
    }),
    lines:
      slot.perWeek === null
        ? [t('incidentRates.tip.notBegun')]
        : [
            t('incidentRates.tip.n', { n: slot.n }),
            t('incidentRates.tip.rate', { rate: formatRate(slot.perWeek) }),
            t('incidentRates.tip.interval', {
              lower: formatRate(slot.perWeekLower),
              upper: formatRate(slot.perWeekUpper),
            }),
            ...(slot.unfinished ? [t('incidentRates.tip.unfinished')] : []),
          ],
  });
  const open = (group: IncidentRateGroup) => (slot: RateSlot) => {
    const target = rowsOf({ from: slot.from, to: slot.to, ...(grouped ? { group: group.key } : {}) });
    if (target) openRows(target);
  };
  const slots = pictures.flatMap(({ model }) => model.slots);
  const legend = [
    {
      key: 'rate',
      mark: (
        <>
          <path d="M8,0v12M5,0h6M5,12h6" stroke="var(--data)" strokeWidth={1.5} />
          <circle cx="8" cy="6" r="3" fill="var(--data)" />
        </>
      ),
      label: t('incidentRates.legend.rate'),
    },
    ...(slots.some(({ cut }) => cut)
      ? [
          {
            key: 'cut',
            mark: <path d="M8,12v-11m-4,4l4,-4l4,4" fill="none" stroke="var(--data)" strokeWidth={1.5} />,
            label: t('incidentRates.legend.cut'),
          },
        ]
      : []),
    ...(before !== null && previous !== null
      ? [
          {
            key: 'before',
            mark: <path d="M0,6h16" stroke="var(--data-comparison)" strokeWidth={2} strokeDasharray="6 4" />,
            label: t('incidentRates.legend.before', {
              period: againstText(t, view.comparison, previous, answer.timeZone),
            }),
          },
        ]
      : []),
    ...(slots.some(({ unfinished }) => unfinished)
      ? [
          {
            key: 'unfinished',
            mark: <path d="M1,11l6,-10M6,11l6,-10M11,11l4,-7" stroke="var(--mantine-color-dimmed)" />,
            label: t('charts.legend.unfinished'),
          },
        ]
      : []),
  ];
  return (
    <ChartFrame
      title={
        current.perWeek === null || grouped
          ? t('incidentRates.chart.title.none')
          : t('incidentRates.chart.title', { rate: formatRate(current.perWeek) })
      }
      summary={
        grouped
          ? t('incidentRates.chart.groups', { shown: pictures.length, total: answer.groupsTotal })
          : t('incidentRates.chart.summary', {
              n: current.n,
              lower: formatRate(current.perWeekLower),
              upper: formatRate(current.perWeekUpper),
            })
      }
      definitionKey="incident_rate"
      definition={answer.definition}
      csv={csvPath}
      table={
        <IncidentRateTable
          groups={answer.groups}
          grouped={grouped}
          nameOf={nameOf}
          format={format}
          rowsOf={rowsOf}
        />
      }
      legend={<ChartLegend entries={legend} />}
      {...frame}
    >
      {grouped ? (
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
          {pictures.map(({ group, model }) => (
            <div key={group.key}>
              <Title order={4} size="h6">
                {t('incidentRates.chart.small', {
                  group: nameOf(group),
                  rate: formatRate(group.total.perWeek),
                  n: group.total.n,
                })}
              </Title>
              <RateChart
                model={model}
                label={nameOf(group)}
                height={180}
                describe={describe}
                onOpen={open(group)}
              />
            </div>
          ))}
        </SimpleGrid>
      ) : (
        pictures.map(({ group, model }) => (
          <RateChart
            key={group.key}
            model={model}
            label={t('incidentRates.chart.title.none')}
            before={before}
            describe={describe}
            onOpen={open(group)}
          />
        ))
      )}
    </ChartFrame>
  );
}
