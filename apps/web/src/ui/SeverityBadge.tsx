import { useT } from '../i18n/useT.js';
import classes from './Sign.module.css';

export const SEVERITY_LEVELS = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];

const WORDS: Readonly<Record<string, SeverityLevel>> = {
  sev1: 'critical',
  sev2: 'high',
  sev3: 'medium',
  sev4: 'low',
  critical: 'critical',
  page: 'critical',
  fatal: 'critical',
  disaster: 'critical',
  p1: 'critical',
  high: 'high',
  error: 'high',
  p2: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  average: 'medium',
  p3: 'medium',
  low: 'low',
  minor: 'low',
  p4: 'low',
};

/** The level of a severity word of any source; an unknown word is `info`. */
export function severityLevel(word: string | null): SeverityLevel {
  return WORDS[(word ?? '').toLowerCase()] ?? 'info';
}

const SHAPES: Readonly<Record<SeverityLevel, { path: string; mark?: string; ring?: boolean }>> = {
  critical: { path: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z', mark: '!' },
  high: { path: 'M8 1.5 15.5 14.5H.5z', mark: '!' },
  medium: { path: 'M8 1 15 8 8 15 1 8z' },
  low: { path: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z' },
  info: { path: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z', mark: 'i', ring: true },
};

interface Props {
  /** `SEV1`–`SEV4`, or an alert's word (`critical`, `warning`, …). Null = not said. */
  severity: string | null;
  /** Only the sign is drawn; the word is for screen readers. */
  compact?: boolean;
}

/** A severity as shape, colour and word. */
export function SeverityBadge({ severity, compact = false }: Props) {
  const t = useT();
  const level = severityLevel(severity);
  const word = severity ?? t('ui.severity.unknown');
  const shape = SHAPES[level];
  const colour = `var(--severity-${level})`;
  return (
    <span className={classes.sign} title={compact ? word : undefined}>
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        role="img"
        aria-label={compact ? word : undefined}
        aria-hidden={compact ? undefined : true}
        className={classes.shape}
      >
        <path
          d={shape.path}
          fill={shape.ring ? 'none' : colour}
          stroke={level === 'medium' ? 'var(--severity-outline)' : colour}
          strokeWidth={shape.ring ? 2 : 1}
        />
        {shape.mark && (
          <text
            x="8"
            y={level === 'high' ? 13 : 11.6}
            textAnchor="middle"
            fontSize="9.5"
            fontWeight="700"
            fill={shape.ring ? colour : 'var(--mantine-color-body)'}
          >
            {shape.mark}
          </text>
        )}
      </svg>
      {!compact && <span>{word}</span>}
    </span>
  );
}
