import { Paper, Stack, Text, Title } from '@mantine/core';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';

/** Who silenced the rule, from when to when, and why; nothing where nobody did. */
export function RuleSilences({ rule, timeZone }: { rule: AlertRuleResponse; timeZone: string }) {
  const t = useT();
  if (rule.silences.length === 0) return null;
  const instant = (at: string) => formatInstant(at, { language: t.language, timeZone });
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-silences">
      <Title order={2} size="h4" id="rule-silences" mb="xs">
        {t('rules.silences')}
      </Title>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {rule.silences.map((silence) => (
          <li key={silence.externalId}>
            <Text size="sm">
              {silence.endsAt === null
                ? t('rules.silences.open', { from: instant(silence.startsAt) })
                : t('rules.silences.span', { from: instant(silence.startsAt), to: instant(silence.endsAt) })}
              {silence.createdBy && ` · ${silence.createdBy}`}
            </Text>
            {silence.comment && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {silence.comment}
              </Text>
            )}
            {silence.others.length > 0 && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {t('rules.silences.only', { matchers: silence.others.join(t('ui.listSeparator')) })}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Paper>
  );
}
