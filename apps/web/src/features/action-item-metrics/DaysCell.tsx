import { Stack, Text } from '@mantine/core';
import { useT } from '../../i18n/useT.js';

/** Days, and below them the business days or the bounds; a dash where there is no figure. */
export function DaysCell({
  days,
  businessDays,
  range,
}: {
  days: number | null;
  businessDays: number | null;
  range?: string;
}) {
  const t = useT();
  if (days === null) return '—';
  return (
    <Stack gap={0} align="end" style={{ whiteSpace: 'nowrap' }}>
      <span>{t('actionItemMetrics.days', { days: Math.round(days) })}</span>
      {businessDays !== null && (
        <Text size="xs" c="dimmed">
          {t('actionItemMetrics.businessDays', { days: Math.round(businessDays) })}
        </Text>
      )}
      {range && (
        <Text size="xs" c="dimmed">
          {range}
        </Text>
      )}
    </Stack>
  );
}
