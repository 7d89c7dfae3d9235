import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { DetectionOutcome } from '@tenken/shared/detection.contract';
import { useT } from '../../i18n/useT.js';
import classes from './OutcomeSign.module.css';

const ICONS = {
  caught: IconCircleCheck,
  late: IconAlertTriangle,
  missed: IconCircleX,
  unknown: IconHelpCircle,
} as const;

/** Whether an alert told in time, as sign, colour and word. */
export function OutcomeSign({ outcome }: { outcome: DetectionOutcome }) {
  const t = useT();
  const Icon = ICONS[outcome];
  return (
    <span className={classes.sign} data-outcome={outcome}>
      <Icon size={16} aria-hidden />
      {t(`detection.outcome.${outcome}`)}
    </span>
  );
}
