import {
  IconArrowDown,
  IconArrowUp,
  IconBellOff,
  IconCircleDashed,
  IconEqual,
  IconHourglass,
  IconQuestionMark,
} from '@tabler/icons-react';
import type { DecisionOutcome } from '@tenken/shared/decisions.contract';
import { useT } from '../i18n/useT.js';
import { StateBadge } from './StateBadge.js';

/** Colour only where something is good or bad; what cannot be told is grey. */
const SIGNS = {
  worked: { color: 'teal', Icon: IconArrowDown },
  no_clear_change: { color: 'gray', Icon: IconEqual },
  worse: { color: 'orange', Icon: IconArrowUp },
  lost_detection: { color: 'red', Icon: IconBellOff },
  too_early: { color: 'gray', Icon: IconHourglass },
  no_base: { color: 'gray', Icon: IconQuestionMark },
  not_measured: { color: 'gray', Icon: IconCircleDashed },
} as const;

/** What became of a decision, in sign and word. */
export function OutcomeBadge({ outcome }: { outcome: DecisionOutcome }) {
  const t = useT();
  return <StateBadge {...SIGNS[outcome]}>{t(`decisions.outcome.${outcome}`)}</StateBadge>;
}
