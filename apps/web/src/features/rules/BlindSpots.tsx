import { Alert, Stack } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import classes from './RuleAbout.module.css';

/** What the source of the rule cannot tell: stands beside the figures, because they are silent about it. */
export function BlindSpots({ rule }: { rule: AlertRuleResponse }) {
  const t = useT();
  if (rule.blindSpots.length === 0) return null;
  return (
    <Alert color="gray" icon={<IconEyeOff aria-hidden />} title={t('rules.blindSpots')} role="note">
      <Stack gap={2} component="ul" className={classes.blindSpots}>
        {rule.blindSpots.map((spot) => (
          <li key={spot}>{t(`rules.blindSpot.${spot}`)}</li>
        ))}
      </Stack>
    </Alert>
  );
}
