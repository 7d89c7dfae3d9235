import classes from './Sparkline.module.css';

interface Props {
  /** One value per bucket, in time order. */
  values: readonly number[];
  /** The largest value of the column, so that rows can be compared; default: this row's own. */
  max?: number;
  width?: number;
  height?: number;
  /** Says in words what the picture shows. */
  label: string;
}

/** A word-sized picture of counts over time: own SVG, because a table has many of them. */
export function Sparkline({ values, max, width = 120, height = 24, label }: Props) {
  const top = Math.max(1, max ?? Math.max(0, ...values));
  const step = width / Math.max(1, values.length);
  const path = values
    .map((value, index) => {
      if (value === 0) return '';
      const tall = Math.max(1.5, (value / top) * (height - 2));
      return `M${(index * step).toFixed(1)} ${height - 1}v-${tall.toFixed(1)}h${Math.max(1, step - 0.6).toFixed(1)}v${tall.toFixed(1)}z`;
    })
    .join('');
  return (
    <svg className={classes.sparkline} width={width} height={height} role="img" aria-label={label}>
      <path className={classes.axis} d={`M0 ${height - 0.5}h${width}`} />
      <path className={classes.bars} d={path} />
    </svg>
  );
}
