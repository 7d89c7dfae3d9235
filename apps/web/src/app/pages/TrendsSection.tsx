import { Box, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** On a narrow screen the sticky bar has two rows: a heading that a link leads to must not hide under it. */
const BELOW_BAR = { scrollMarginTop: 44 };

interface Props {
  id: string;
  title: string;
  children: ReactNode;
}

/** One question of the page. */
export function TrendsSection({ id, title, children }: Props) {
  return (
    <Box component="section" aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" style={BELOW_BAR} id={id}>
        {title}
      </Title>
      {children}
    </Box>
  );
}
