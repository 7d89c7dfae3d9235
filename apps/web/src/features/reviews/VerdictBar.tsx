import { Button, Group, SimpleGrid } from '@mantine/core';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';

interface Props {
  verdict: Verdict | null;
  onVerdict(verdict: Verdict | null): void;
}

/** The six verdicts as buttons, each with the key that does the same. */
export const VerdictBar = memo(function VerdictBar({ verdict, onVerdict }: Props) {
  const t = useT();
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="visually-hidden">{t('reviews.verdict.bar')}</legend>
      <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
        {VERDICTS.map((each) => (
          <Button
            key={each}
            size="sm"
            px={6}
            variant="default"
            bg="var(--mantine-color-body)"
            aria-pressed={verdict === each}
            justify="space-between"
            rightSection={<KeyCaps combo={VERDICT_KEYS[each]} />}
            onClick={() => onVerdict(each)}
            styles={{ root: verdict === each ? { outline: '2px solid currentColor' } : {} }}
          >
            <VerdictBadge verdict={each} />
          </Button>
        ))}
      </SimpleGrid>
      {verdict !== null && (
        <Group justify="end" mt={6}>
          <Button
            size="compact-sm"
            variant="subtle"
            rightSection={<KeyCaps combo="0" />}
            onClick={() => onVerdict(null)}
          >
            {t('reviews.verdict.clear')}
          </Button>
        </Group>
      )}
    </fieldset>
  );
});
