import { Button, Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { FormError } from '../../ui/FormError.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import { evidenceQuery, type RangeScope } from './rules.queries.js';
import { useRuleVerdictKeys } from './useRuleVerdictKeys.js';

/** One press judges the whole rule for the period; each button shows its key. */
export function RuleJudge({ rule, scope }: { rule: AlertRuleResponse; scope: RangeScope }) {
  const t = useT();
  // The server says which instants the days of the address are.
  const range = useQuery(evidenceQuery(rule.id, scope)).data;
  const window = range ? { from: range.from, to: range.to } : null;
  const { judge, may, error } = useRuleVerdictKeys(rule, window);
  if (!may) return null;
  return (
    <Paper withBorder p="xs" component="section" aria-label={t('rules.judge')} data-print="hidden">
      <Group gap={6}>
        <Text size="sm" fw={700} mr={4}>
          {t('rules.judge')}
        </Text>
        {VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            size="compact-sm"
            variant="default"
            bg="var(--mantine-color-body)"
            disabled={window === null}
            onClick={() => void judge(verdict)}
            rightSection={<KeyCaps combo={VERDICT_KEYS[verdict]} />}
          >
            <VerdictBadge verdict={verdict} />
          </Button>
        ))}
      </Group>
      <FormError error={error} />
    </Paper>
  );
}
