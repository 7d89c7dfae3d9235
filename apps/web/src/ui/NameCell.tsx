import { Anchor, Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  name: string;
  /** what kind of thing it is, or where it belongs; in small below the name */
  about: string;
  onOpen(): void;
  /** signs beside the name */
  children?: ReactNode;
}

/** A row's name that opens it. It wraps: columns of figures to the right of a long one must not leave the screen. */
export function NameCell({ name, about, onOpen, children }: Props) {
  return (
    <Box miw={130} maw={320} style={{ overflowWrap: 'anywhere' }}>
      <Anchor component="button" type="button" size="sm" fw={700} ta="left" onClick={onOpen}>
        {name}
      </Anchor>
      {children}
      <Text size="xs" c="dimmed">
        {about}
      </Text>
    </Box>
  );
}
