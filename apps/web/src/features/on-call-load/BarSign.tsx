import { IconAlertTriangle, IconCheck, IconCircleCheck, IconMinus } from '@tabler/icons-react';
import type { LoadFigure } from '@tenken/shared/on-call-load.contract';
import { useT } from '../../i18n/useT.js';
import classes from './BarSign.module.css';

const ICONS = {
  met: IconCircleCheck,
  acceptable: IconCheck,
  not_met: IconAlertTriangle,
  few_rules: IconMinus,
  none: IconMinus,
} as const;

/** Whether a figure meets its bar, as sign, colour and word. */
export function BarSign({ verdict }: { verdict: LoadFigure['verdict'] }) {
  const t = useT();
  const key = verdict ?? 'none';
  const Icon = ICONS[key];
  return (
    <span className={classes.sign} data-verdict={key}>
      <Icon size={16} aria-hidden />
      {t(`onCallLoad.verdict.${key}`)}
    </span>
  );
}
