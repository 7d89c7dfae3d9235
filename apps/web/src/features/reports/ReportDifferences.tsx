import { Text } from '@mantine/core';
import type { ReportFigure, ReportRowChange } from '@tenken/shared/report-rows.contract';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { figureName, figureValue } from './figureWords.js';
import classes from './Report.module.css';
import { ReportTable } from './ReportSection.js';
import { useReport } from './reportContext.js';

interface Props {
  figures: readonly { was: ReportFigure | null; now: ReportFigure | null }[];
  rows: readonly ReportRowChange[];
  rowsTotal: number;
  /** names of services, teams and rules by their groups */
  names: ReadonlyMap<string, string>;
  /** headings of the two readings */
  wasTitle: string;
  nowTitle: string;
}

const MOST_ROWS = 40;

/** Two readings of one question: which figures read otherwise, and which rows made it so. */
export function ReportDifferences({ figures, rows, rowsTotal, names, wasTitle, nowTitle }: Props) {
  const { t, timeZone } = useReport();
  // The figures of the whole first; those of months and groups follow from the same rows.
  const whole = figures.filter(({ was, now }) => isWhole((was ?? now)!));
  const parts = figures.filter(({ was, now }) => !isWhole((was ?? now)!));
  const tableOf = (caption: string, some: Props['figures']) => (
    <ReportTable
      caption={caption}
      columns={[
        { title: t('report.col.figure') },
        { title: wasTitle, isNumber: true },
        { title: nowTitle, isNumber: true },
      ]}
      rows={some.map(({ was, now }) => {
        const figure = (was ?? now)!;
        return {
          key: `${figure.section} ${figure.figure} ${figure.group}`,
          cells: [
            figureName(t, figure, timeZone, names),
            <Value key="was" figure={was} />,
            <Value key="now" figure={now} />,
          ],
        };
      })}
    />
  );
  return (
    <>
      {figures.length === 0 ? (
        <Text component="p">{t('report.differences.none')}</Text>
      ) : (
        <>
          {whole.length > 0 && tableOf(t('report.differences.figures'), whole)}
          {parts.length > 0 && (
            <details className={classes.details}>
              <summary>{t('report.differences.parts', { n: parts.length })}</summary>
              {tableOf(t('report.differences.parts.table'), parts)}
            </details>
          )}
        </>
      )}
      {rows.length > 0 && (
        <>
          <Text fw={700} size="sm" component="p" mt="xs">
            {t('report.differences.rows', { n: rowsTotal })}
          </Text>
          <ul className={classes.plain}>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <li key={`${row.list} ${row.id} ${row.kind}`}>
                <b>{t(`report.change.${row.kind}`)}</b>
                {t('report.colon')}
                <RowTitle row={row} />
                {row.reason !== null && ` (${t.optional(`report.gone.${row.reason}`) ?? row.reason})`}
                {row.changes.map(({ field, from, to }) => (
                  <span key={field} className={classes.below}>
                    {t('report.change.field', {
                      field: t.optional(`report.field.${field}`) ?? field,
                      from: cell(from),
                      to: cell(to),
                    })}
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {rowsTotal > MOST_ROWS && (
            <Text size="sm" c="dimmed" component="p">
              {t('report.differences.more', { n: rowsTotal - Math.min(rows.length, MOST_ROWS) })}
            </Text>
          )}
        </>
      )}
    </>
  );

  function cell(value: string | null): string {
    if (value === null) return t('report.change.empty');
    const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:/.test(value);
    return isInstant ? formatInstant(value, { language: t.language, timeZone, seconds: true }) : value;
  }
}

const isWhole = ({ group }: ReportFigure) => group === 'all' || group === 'business_days';

/** The value, and below it how many rows it is made of: a figure may stay the same on other rows. */
function Value({ figure }: { figure: ReportFigure | null }) {
  const { t } = useReport();
  return (
    <>
      {figureValue(t, figure)}
      {figure !== null && figure.n !== null && figure.unit !== 'count' && (
        <span className={classes.below}>{t('ui.figure.n', { n: figure.n })}</span>
      )}
    </>
  );
}

function RowTitle({ row }: { row: ReportRowChange }) {
  if (row.reason === 'deleted') return row.title;
  return (
    <RowsLink
      target={
        row.list === 'incidents'
          ? { to: '/incidents/$id', params: { id: row.id } }
          : { to: '/actions', search: { ids: [row.id] } }
      }
    >
      {row.title}
    </RowsLink>
  );
}
