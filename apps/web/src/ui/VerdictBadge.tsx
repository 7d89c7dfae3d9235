import type { ReactNode } from 'react';
import { useT } from '../i18n/useT.js';
import classes from './Sign.module.css';

export const VERDICTS = [
  'actionable',
  'no_action',
  'false_positive',
  'duplicate',
  'expected',
  'unclear',
] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** The key that gives each verdict; `0` clears it. */
export const VERDICT_KEYS: Readonly<Record<VerdictWord, string>> = {
  actionable: '1',
  no_action: '2',
  false_positive: '3',
  duplicate: '4',
  expected: '5',
  unclear: '6',
};

const SIGNS: Readonly<Record<VerdictWord | 'unreviewed', { colour: string; drawing: ReactNode }>> = {
  actionable: { colour: 'actionable', drawing: <path d="M2.5 8.5 6.5 12.5 13.5 4" /> },
  no_action: { colour: 'no-action', drawing: <path d="M2 5h12M2 11h12M10 2.5v5M6 8.5v5" /> },
  false_positive: { colour: 'false-positive', drawing: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" /> },
  duplicate: { colour: 'duplicate', drawing: <path d="M2 2h8v8H2zM6 10v4h8V6h-4" /> },
  expected: { colour: 'unreviewed', drawing: <path d="M2.5 3.5h11v10h-11zM2.5 7h11M5.5 1.5v3M10.5 1.5v3" /> },
  unclear: {
    colour: 'unreviewed',
    drawing: <path d="M5 5.5a3 3 0 1 1 4.2 2.7C8.3 8.7 8 9.2 8 10.3M8 13.2v.6" />,
  },
  unreviewed: { colour: 'unreviewed', drawing: <circle cx="8" cy="8" r="6" strokeDasharray="2.6 2.1" /> },
};

interface Props {
  /** Null = not reviewed yet. */
  verdict: VerdictWord | null;
  compact?: boolean;
}

/** A verdict as sign, colour and word. */
export function VerdictBadge({ verdict, compact = false }: Props) {
  const t = useT();
  const key = verdict ?? 'unreviewed';
  const sign = SIGNS[key];
  const colour = `var(--verdict-${sign.colour})`;
  const word = t(`ui.verdict.${key}`);
  return (
    <span className={classes.sign} style={{ color: colour }} title={compact ? word : undefined}>
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        role="img"
        aria-label={compact ? word : undefined}
        aria-hidden={compact ? undefined : true}
        className={classes.shape}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {sign.drawing}
      </svg>
      {!compact && <span className={classes.word}>{word}</span>}
    </span>
  );
}
