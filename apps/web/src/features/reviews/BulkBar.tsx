import { Button, Group, Text } from '@mantine/core';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import classes from './ReasonStrip.module.css';

interface Props {
  count: number;
  total: number;
  onVerdict(verdict: Verdict | null): void;
  onKeep(): void;
  onAll(): void;
  onClear(): void;
}

/** What can be done with the selected rules at once, with the key of each. */
export function BulkBar({ count, total, onVerdict, onKeep, onAll, onClear }: Props) {
  const t = useT();
  return (
    <section className={classes.strip} aria-label={t('reviews.bulk')}>
      <Group gap={6}>
        <Text size="sm" fw={700} role="status" mr={4}>
          {t('reviews.bulk.selected', { n: count, total })}
        </Text>
        {VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            size="compact-sm"
            variant="default"
            bg="var(--mantine-color-body)"
            rightSection={<KeyCaps combo={VERDICT_KEYS[verdict]} />}
            onClick={() => onVerdict(verdict)}
          >
            <VerdictBadge verdict={verdict} />
          </Button>
        ))}
        <Button size="compact-sm" variant="default" rightSection={<KeyCaps combo="v" />} onClick={onKeep}>
          {t('reviews.keep')}
        </Button>
        {count < total && (
          <Button size="compact-sm" variant="subtle" onClick={onAll}>
            {t('reviews.bulk.all', { n: total })}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          rightSection={<KeyCaps combo="Escape" />}
          onClick={onClear}
        >
          {t('reviews.bulk.clear')}
        </Button>
      </Group>
    </section>
  );
}
