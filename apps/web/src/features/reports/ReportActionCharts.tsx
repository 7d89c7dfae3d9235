import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportActionItems as Items } from '@tenken/shared/report-sections.contract';
import { useMemo } from 'react';
import { bucketLabel } from '../../charts/prepare/bucketLabel.js';
import { prepareSteps } from '../../charts/prepare/prepareSteps.js';
import { StackedBars } from '../../charts/StackedBars.js';
import { SurvivalChart } from '../../charts/SurvivalChart.js';
import classes from './Report.module.css';
import { useReport } from './reportContext.js';

/** The parts of a bar from the bottom. */
const OUTCOMES = ['done', 'declined', 'openInTime', 'overdue'] as const;
const COLOURS: Record<(typeof OUTCOMES)[number], string> = {
  done: 'var(--data)',
  declined: 'var(--data-comparison)',
  openInTime: 'var(--severity-medium)',
  overdue: 'var(--severity-high)',
};

/** The cohort by month, and its curve. */
export function ReportActionCharts({ contents }: { contents: ReportContents }) {
  return (
    <>
      <Bars contents={contents} />
      <Curve items={contents.actionItems} />
    </>
  );
}

function Bars({ contents }: { contents: ReportContents }) {
  const { t, timeZone } = useReport();
  const { months } = contents.actionItems;
  if (months.length < 2) return null;
  const title = t('report.actions.bars');
  const labelOf = (from: string) => bucketLabel(from, { unit: 'month', timeZone, language: t.language });
  const lines = (index: number) =>
    OUTCOMES.map((outcome) =>
      t('report.actions.outcome', {
        word: t(`actionItemMetrics.status.${outcome}`),
        n: months[index]?.[outcome] ?? 0,
      }),
    );
  return (
    <figure className={classes.figure} aria-label={title}>
      <figcaption className={classes.caption}>{title}</figcaption>
      <StackedBars
        label={title}
        height={160}
        columns={months.map((month) => ({
          label: labelOf(month.from),
          values: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, month[outcome]])),
        }))}
        series={OUTCOMES.map((outcome) => ({
          key: outcome,
          label: t(`actionItemMetrics.status.${outcome}`),
          colour: COLOURS[outcome],
          ...(outcome === 'openInTime' ? { outline: 'var(--severity-outline)' } : {}),
        }))}
        describe={(index) => ({ title: labelOf(months[index]?.from ?? ''), lines: lines(index) })}
      />
      {/* On paper nothing can be pointed at, and colour alone says nothing. */}
      <ul className={classes.inPrint}>
        {months.map((month, index) => (
          <li key={month.from}>{`${labelOf(month.from)}: ${lines(index).join(t('ui.listSeparator'))}`}</li>
        ))}
      </ul>
    </figure>
  );
}

function Curve({ items }: { items: Items }) {
  const { t } = useReport();
  const model = useMemo(
    () =>
      prepareSteps(
        items.curve.map(({ done, ...step }) => ({ ...step, share: done })),
        items.followed,
      ),
    [items],
  );
  if (items.curve.length === 0) return null;
  const title = t('report.actions.curve');
  return (
    <figure className={classes.figure} aria-label={title}>
      <figcaption className={classes.caption}>{title}</figcaption>
      <SurvivalChart
        model={model}
        label={title}
        curve={t('actionItemMetrics.curve.name')}
        height={160}
        medianDays={items.medianDays}
        describe={({ day, share }) => ({
          title: t('actionItemMetrics.curve.day', { day: Math.floor(day) }),
          lines: [t('actionItemMetrics.curve.done', { share })],
        })}
      />
    </figure>
  );
}
