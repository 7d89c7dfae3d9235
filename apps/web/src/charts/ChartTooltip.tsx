import classes from './ChartFrame.module.css';

export interface TooltipText {
  title: string;
  lines: readonly string[];
}

/** What pointer and arrow keys show of one place of a chart. */
export function ChartTooltip({ text }: { text: TooltipText | null }) {
  if (text === null) return null;
  return (
    <div className={classes.tooltip}>
      <strong>{text.title}</strong>
      {text.lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}
