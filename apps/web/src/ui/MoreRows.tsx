import { Button, Group } from '@mantine/core';

interface Props {
  /** any `useInfiniteQuery` */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
  label: string;
  size?: 'xs' | 'sm';
  /** room around it, where it stands in a frame */
  p?: 'xs' | 'sm';
}

/** Below rows that come page by page: the next page, while there is one. */
export function MoreRows({ query, label, size = 'sm', p }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Group justify="center" p={p}>
      <Button
        size={size}
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {label}
      </Button>
    </Group>
  );
}
