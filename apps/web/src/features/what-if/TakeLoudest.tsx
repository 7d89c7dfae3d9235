import { Button, Group, NumberInput } from '@mantine/core';
import type { LoudestPoint } from '@tenken/shared/replay.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';

interface Props {
  points: readonly LoudestPoint[];
  /** how many stand there at first */
  start: number;
  onTake(ruleIds: readonly string[]): void;
}

/** To decide on the loudest rules: how many of them. */
export function TakeLoudest({ points, start, onTake }: Props) {
  const t = useT();
  const [wanted, setWanted] = useState<number | string>(start);
  const most = points.length - 1;
  const n =
    typeof wanted === 'number' ? Math.min(most, Math.max(1, Math.round(wanted))) : Math.min(most, start);
  return (
    <Group gap="sm" align="end" data-print="hidden">
      <NumberInput
        label={t('whatIf.takeLoudest.count')}
        value={wanted}
        onChange={setWanted}
        min={1}
        max={most}
        allowDecimal={false}
        w={140}
      />
      <Button
        variant="default"
        onClick={() =>
          onTake(points.slice(1, n + 1).flatMap(({ removed }) => (removed === null ? [] : [removed.id])))
        }
      >
        {t('whatIf.takeLoudest', { n })}
      </Button>
    </Group>
  );
}
