import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  hint: string;
  /** buttons beside the title; false for who may not press them */
  actions?: ReactNode;
}

/** The head of a section of the settings: what it is, in a sentence, and what can be made there. */
export function SectionHeading({ title, hint, actions }: Props) {
  return (
    <>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions}
      </Group>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </>
  );
}
