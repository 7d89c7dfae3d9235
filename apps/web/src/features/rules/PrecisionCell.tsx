import { Stack, Text } from '@mantine/core';
import type { AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { ProportionBar } from '../../charts/ProportionBar.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { partOf } from './prepareRuleRow.js';

/** Precision with its interval and its base; leads to the judged alerts. */
export function PrecisionCell({ rule }: { rule: AlertRuleMetricsRow }) {
  const t = useT();
  const { precision } = rule;
  if (precision === null) {
    return (
      <Text size="sm" c="dimmed" component="span">
        {t('rules.precision.none')}
      </Text>
    );
  }
  const share = (value: number) => formatShare(value, t.language);
  return (
    <Stack gap={0} align="end">
      <ProportionBar {...precision} />
      <RowsLink
        target={{
          to: '/episodes',
          search: { rule: rule.id, verdict: 'actionable,no_action,false_positive,duplicate' },
        }}
      >
        <span
          title={t('rules.precision.label', {
            share: share(precision.value),
            lower: share(precision.lower),
            upper: share(precision.upper),
            n: precision.n,
          })}
        >
          {t('rules.precision.value', {
            share: share(precision.value),
            part: partOf(precision),
            n: precision.n,
          })}
        </span>
      </RowsLink>
    </Stack>
  );
}
