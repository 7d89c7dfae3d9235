import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AlertRuleMetricsRow } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';

/** The rule's name as a link, its service below. */
export function RuleNameCell({ rule }: { rule: AlertRuleMetricsRow }) {
  const t = useT();
  return (
    <Stack gap={0} miw={180}>
      <Group gap={6} wrap="nowrap">
        <Anchor
          fw={700}
          style={{ overflowWrap: 'anywhere' }}
          renderRoot={(props) => <Link {...props} to="/rules/$id" params={{ id: rule.id }} />}
        >
          {rule.name}
        </Anchor>
        {rule.changedAt && (
          <Badge size="xs" variant="light" color="blue" style={{ flexShrink: 0, textTransform: 'none' }}>
            {t('rules.changed')}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed" fw={400}>
        {rule.serviceName ?? t('rules.noService')}
      </Text>
    </Stack>
  );
}
