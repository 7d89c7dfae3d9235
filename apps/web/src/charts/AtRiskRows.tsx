import { useT } from '../i18n/useT.js';
import classes from './AtRiskRows.module.css';

interface Props {
  /** Where the ticks of the axis above stand, in per cent of its width. */
  ticks: readonly number[];
  rows: readonly {
    key: string;
    name: string;
    style: { stroke: string; strokeWidth: number; strokeDasharray: string | undefined };
    /** at each tick */
    counts: readonly number[];
  }[];
}

/** How many were still followed at each tick of the axis above, a line for each curve. */
export function AtRiskRows({ ticks, rows }: Props) {
  const t = useT();
  return (
    <div className={classes.box} title={t('charts.atRisk.hint')}>
      <div className={classes.title}>{t('charts.atRisk')}</div>
      {rows.map((row) => (
        <dl key={row.key} className={classes.row}>
          <dt>
            <svg width="28" height="12" viewBox="0 0 28 12" aria-hidden="true">
              <line x1="0" x2="28" y1="6" y2="6" {...row.style} />
            </svg>
            <span className={classes.hidden}>{row.name}</span>
          </dt>
          {ticks.map((left, index) => (
            <dd key={left} style={{ left: `${left}%` }}>
              {row.counts[index]}
            </dd>
          ))}
        </dl>
      ))}
    </div>
  );
}
