import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface Props {
  title: string;
  /** The question that the page answers. */
  question?: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
}

/** The one h1 of a page, and the title of the window. */
export function PageHeader({ title, question, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Tenken`;
  }, [title]);
  return (
    <Group justify="space-between" align="start" mb="md" gap="sm">
      <Stack gap={2}>
        <Title order={1} size="h2" tabIndex={-1} id="page-title">
          {title}
        </Title>
        {question && (
          <Text c="dimmed" component="div">
            {question}
          </Text>
        )}
      </Stack>
      {actions && (
        <Group gap="xs" data-print="hidden">
          {actions}
        </Group>
      )}
    </Group>
  );
}
