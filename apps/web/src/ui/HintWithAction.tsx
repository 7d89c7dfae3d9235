import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Above a list: what it is, in a sentence or two, and the button for one more. */
export function HintWithAction({ hint, action }: { hint: string; action?: ReactNode }) {
  return (
    <Group justify="space-between" align="start">
      <Text size="sm" c="dimmed" maw={720}>
        {hint}
      </Text>
      {action}
    </Group>
  );
}
