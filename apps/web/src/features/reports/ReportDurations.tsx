import { SegmentedControl, Skeleton } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';
import { Suspense } from 'react';
import { formatDuration } from '../../time/formatDuration.js';
import { ReportDistribution } from './lazyReportCharts.js';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, secondsInterval, verdictWord } from './reportWords.js';

interface Props {
  contents: ReportContents;
  /** the duration whose picture is shown */
  picture: string;
  onPicture(metric: string): void;
}

/** How long things took: median with its interval, what is behind it, beside the periods before; and every incident as a dot. */
export function ReportDurations({ contents, picture, onPicture }: Props) {
  const { t } = useReport();
  const { durations } = contents;
  const shown = durations.find(({ metric }) => metric === picture) ?? durations[0];
  const name = (metric: string) => t.optional(`report.metric.${metric}`) ?? metric;
  return (
    <ReportSection id="report-durations" title={t('report.durations')}>
      <ReportTable
        caption={t('report.durations.table')}
        columns={[
          { title: t('report.col.duration') },
          { title: t('report.col.median'), isNumber: true },
          { title: t('report.col.others'), isNumber: true },
          { title: t('report.col.made') },
          { title: t('report.with.previous') },
          { title: t('report.with.last_year') },
        ]}
        rows={durations.map((duration) => ({
          key: duration.metric,
          cells: [
            name(duration.metric),
            <Median key="median" duration={duration} />,
            <Others key="others" duration={duration} />,
            <Counts key="counts" duration={duration} />,
            <Against key="previous" duration={duration} other="previous" />,
            <Against key="last_year" duration={duration} other="last_year" />,
          ],
        }))}
      />
      {shown !== undefined && (
        <>
          <div className={classes.pictures} data-print="hidden">
            <SegmentedControl
              size="xs"
              aria-label={t('report.durations.which')}
              value={shown.metric}
              onChange={onPicture}
              data={durations.map(({ metric }) => ({ value: metric, label: name(metric) }))}
            />
          </div>
          <Suspense fallback={<Skeleton height={250} />}>
            <ReportDistribution
              duration={shown}
              title={t('report.durations.picture', { metric: name(shown.metric) })}
            />
          </Suspense>
        </>
      )}
    </ReportSection>
  );
}

/** Beside the median: p90 where it has an interval, and the mean under the name that people know. */
function Others({ duration }: { duration: ReportDuration }) {
  const { t } = useReport();
  const { p90Lower, p90Seconds, meanSeconds } = duration;
  return (
    <>
      {formatDuration(p90Lower === null ? null : p90Seconds, t.language)}
      <span className={classes.below}>{formatDuration(meanSeconds, t.language)}</span>
    </>
  );
}

function Median({ duration }: { duration: ReportDuration }) {
  const { t } = useReport();
  const { medianSeconds, medianLower, medianUpper, tooFew, n, open } = duration;
  if (n + open === 0) return '—';
  if (tooFew || medianSeconds === null)
    return <span className={classes.quiet}>{t(tooFew ? 'report.tooFew' : 'report.notReached')}</span>;
  return (
    <>
      <ReportRowsLink rows={{ list: 'incidents', metric: duration.metric, state: 'used' }}>
        <b>{formatDuration(medianSeconds, t.language)}</b>
      </ReportRowsLink>
      <span className={classes.below}>{secondsInterval(t, medianLower, medianUpper)}</span>
    </>
  );
}

const STATES = [
  ['used', 'n'],
  ['open', 'open'],
  ['missing', 'missing'],
  ['excluded', 'excluded'],
] as const;

/** What the figure is made of, and what it left out: each a link to its rows. */
function Counts({ duration }: { duration: ReportDuration }) {
  const { t } = useReport();
  return (
    <span className={classes.counts}>
      {STATES.filter(([state, field]) => state === 'used' || duration[field] > 0).map(([state, field]) => (
        <span key={state}>
          <ReportRowsLink rows={{ list: 'incidents', metric: duration.metric, state }}>
            {t(`report.counts.${state}`, { n: duration[field] })}
          </ReportRowsLink>
        </span>
      ))}
    </span>
  );
}

function Against({ duration, other }: { duration: ReportDuration; other: 'previous' | 'last_year' }) {
  const { t } = useReport();
  const comparison = duration.comparisons.find((one) => one.with === other);
  const word = verdictWord(t, 'duration', comparison);
  if (comparison === undefined || comparison.verdict === null) return word;
  const { verdict, ratio, lower, upper, smallestDetectableChange: smallest } = comparison;
  return (
    <>
      <b>{word}</b>
      <span className={classes.below}>
        {[
          comparison.previousMedianSeconds === null
            ? null
            : t('report.was', { value: formatDuration(comparison.previousMedianSeconds, t.language) }),
          ratio === null || lower === null || upper === null || verdict === 'too_few'
            ? null
            : t('report.ratio', {
                ratio: formatNumber(ratio, t),
                lower: formatNumber(lower, t),
                upper: formatNumber(upper, t),
              }),
        ]
          .filter((part) => part !== null)
          .join(t('ui.listSeparator'))}
      </span>
      {verdict === 'no_clear_change' && smallest !== null && (
        <span className={classes.below}>{t('report.detectable', { change: smallest })}</span>
      )}
      {verdict === 'too_few' && (
        <span className={classes.below}>
          {t('report.tooFew.sides', { n: comparison.n, m: comparison.previousN })}
        </span>
      )}
    </>
  );
}
