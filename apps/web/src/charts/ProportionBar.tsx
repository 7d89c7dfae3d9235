import classes from './ProportionBar.module.css';

interface Props {
  value: number;
  lower: number;
  upper: number;
  width?: number;
}

/** A share from 0 to 1 as a mark on a line, with its interval as a band. The figures stand beside it in words. */
export function ProportionBar({ value, lower, upper, width = 64 }: Props) {
  const x = (share: number) => (share * (width - 2) + 1).toFixed(1);
  return (
    <svg className={classes.bar} width={width} height={12} aria-hidden="true">
      <path className={classes.line} d={`M0 6h${width}`} />
      <rect
        className={classes.band}
        x={x(lower)}
        y={2}
        height={8}
        width={Math.max(1, (upper - lower) * (width - 2))}
        rx={2}
      />
      <path className={classes.mark} d={`M${x(value)} 1v10`} />
    </svg>
  );
}
