import { Box, Group, Skeleton, Title } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';

/** On a narrow screen the sticky bar has two rows: a heading that a link leads to must not hide under it. */
const BELOW_BAR = { scrollMarginTop: 44 };

interface Props {
  id: string;
  title: string;
  children: ReactNode;
}

/** One question of the page; its panel's code is loaded while its figures are fetched. */
export function TrendsSection({ id, title, children }: Props) {
  return (
    <Box component="section" aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" style={BELOW_BAR} id={id}>
        {title}
      </Title>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </Box>
  );
}

function Waiting() {
  return (
    <>
      <Group grow mb="sm">
        {[0, 1, 2].map((tile) => (
          <Skeleton key={tile} height={104} />
        ))}
      </Group>
      <Skeleton height={340} />
    </>
  );
}
