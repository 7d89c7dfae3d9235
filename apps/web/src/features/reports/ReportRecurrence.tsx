import { Text } from '@mantine/core';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './Report.module.css';
import { ReportRowsLink } from './ReportRowsLink.js';
import { ReportSection, ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';
import { formatNumber, shareText, verdictWord } from './reportWords.js';

/** So many pairs on the first pages and in the appendix; the rest stay in the rows. */
const FIRST_PAIRS = 3;
const MOST_PAIRS = 60;

/** Did what we had before come back, and was its fix still open? */
export function ReportRecurrence({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { recurrence } = contents;
  const rows = (state: 'confirmed' | 'suggested') =>
    ({ list: 'incidents', metric: 'recurrence', state }) as const;
  const shown = recurrence.pairs.slice(0, FIRST_PAIRS);
  return (
    <ReportSection id="report-recurrence" title={t('report.recurrence')}>
      {recurrence.incidents === 0 ? (
        <Text component="p">{t('report.recurrence.none')}</Text>
      ) : (
        <>
          <Text component="p">
            <ReportRowsLink rows={rows('confirmed')}>
              {t('report.recurrence.confirmed', { n: recurrence.confirmed, all: recurrence.incidents })}
            </ReportRowsLink>
            {t('report.recurrence.rate', { rate: shareText(t, recurrence.confirmedRate) })}
            {recurrence.suggested > 0 && (
              <>
                {' '}
                <ReportRowsLink rows={rows('suggested')}>
                  {t('report.recurrence.suggested', { n: recurrence.suggested })}
                </ReportRowsLink>
              </>
            )}
          </Text>
          <ul className={classes.plain}>
            {recurrence.comparisons.map((comparison) => (
              <li key={comparison.with}>
                {t(`report.with.${comparison.with}`)}
                {t('report.colon')}
                <b>{verdictWord(t, 'share', comparison)}</b>
                {comparison.previousShare !== null &&
                  ` (${t('report.was', { value: shareText(t, comparison.previousShare) })})`}
              </li>
            ))}
            {recurrence.confirmed > 0 && (
              <li>
                {t('report.recurrence.fixes', {
                  open: recurrence.fixOpen,
                  done: recurrence.fixDone,
                  none: recurrence.noItems,
                })}
              </li>
            )}
          </ul>
          {shown.length > 0 && <Pairs caption={t('report.recurrence.pairs')} pairs={shown} />}
          {recurrence.pairs.length > shown.length && (
            <Text size="sm" c="dimmed" component="p">
              {t('report.recurrence.inAppendix', { n: recurrence.pairs.length - shown.length })}
            </Text>
          )}
        </>
      )}
    </ReportSection>
  );
}

/** The pairs that the first pages have no room for. */
export function ReportMorePairs({ contents }: { contents: ReportContents }) {
  const { t } = useReport();
  const { pairs } = contents.recurrence;
  const rest = pairs.slice(FIRST_PAIRS, MOST_PAIRS);
  if (rest.length === 0) return null;
  return (
    <ReportSection id="report-more-pairs" title={t('report.recurrence')}>
      <Pairs caption={t('report.recurrence.rest')} pairs={rest} />
      {pairs.length > MOST_PAIRS && (
        <Text size="sm" c="dimmed" component="p">
          {t('report.recurrence.more', { n: pairs.length - MOST_PAIRS })}
        </Text>
      )}
    </ReportSection>
  );
}

function Pairs(props: { caption: string; pairs: ReportContents['recurrence']['pairs'] }) {
  const { caption, pairs } = props;
  const { t, timeZone } = useReport();
  return (
    <ReportTable
      caption={caption}
      columns={[
        { title: t('report.col.incident') },
        { title: t('report.col.earlier') },
        { title: t('report.col.after'), isNumber: true },
        { title: t('report.col.fix') },
      ]}
      rows={pairs.map((pair) => ({
        key: `${pair.incident.id} ${pair.earlier.id}`,
        cells: [
          <Incident key="b" incident={pair.incident} timeZone={timeZone} />,
          <Incident key="a" incident={pair.earlier} timeZone={timeZone} />,
          <span key="after" className={classes.whole}>
            {pair.daysAfter === null ? '—' : t('report.days.n', { n: formatNumber(pair.daysAfter, t) })}
          </span>,
          <span key="fix">
            <b>{t(`report.fix.${pair.fix}`)}</b>
            {pair.items.map((item) => (
              <span key={item.id} className={classes.below}>
                {item.title}
              </span>
            ))}
          </span>,
        ],
      }))}
    />
  );
}

interface Brief {
  id: string;
  title: string;
  severity: string | null;
  startedAt: string | null;
}

function Incident({ incident, timeZone }: { incident: Brief; timeZone: string }) {
  const { t } = useReport();
  return (
    <>
      <RowsLink target={{ to: '/incidents/$id', params: { id: incident.id } }}>{incident.title}</RowsLink>
      <span className={classes.below}>
        {[
          incident.severity,
          formatInstant(incident.startedAt, { language: t.language, timeZone, hideZone: true }),
        ]
          .filter((part) => part !== null)
          .join(t('ui.listSeparator'))}
      </span>
    </>
  );
}
