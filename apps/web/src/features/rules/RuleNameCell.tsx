import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { BreakableName } from '../../ui/BreakableName.js';

/** The rule's name as a link, its service below. */
export function RuleNameCell({ rule }: { rule: AlertRuleMetricsRow }) {
  const t = useT();
  return (
    <Stack gap={0} miw={160} align="start">
      <Anchor
        fw={700}
        size="sm"
        renderRoot={(props: object) => <Link {...props} to="/rules/$id" params={{ id: rule.id }} />}
      >
        <BreakableName name={rule.name} />
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {rule.serviceName ?? t('rules.noService')}
      </Text>
      {rule.changedAt && (
        <Badge size="xs" variant="light" color="blue" style={{ textTransform: 'none' }}>
          {t('rules.changed')}
        </Badge>
      )}
    </Stack>
  );
}
