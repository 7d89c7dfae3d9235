import { Button, Group, Paper, Text } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { FormError } from '../../ui/FormError.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import type { Judge } from './useJudge.js';

/** Shown while alerts are selected: judges them all. */
export function JudgeBar({ judge, selected }: { judge: Judge; selected: number }) {
  const t = useT();
  if (!judge.may || (selected === 0 && !judge.error)) return null;
  return (
    <Paper withBorder p="xs" component="section" aria-label={t('episodes.judge')}>
      <Group gap={6}>
        <Text size="sm" fw={700} mr={4}>
          {t('episodes.judge.selected', { n: selected })}
        </Text>
        {VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            size="compact-sm"
            variant="default"
            bg="var(--mantine-color-body)"
            disabled={judge.busy}
            onClick={() => judge.judge(verdict)}
            rightSection={<KeyCaps combo={VERDICT_KEYS[verdict]} />}
          >
            <VerdictBadge verdict={verdict} />
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={judge.busy}
          onClick={() => judge.judge(null)}
        >
          {t('episodes.judge.clear')}
        </Button>
      </Group>
      <FormError error={judge.error} />
    </Paper>
  );
}
