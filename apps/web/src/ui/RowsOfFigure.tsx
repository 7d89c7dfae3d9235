import { Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { DataState, type QueryLike } from './DataState.js';
import { DataTable, type DataTableProps } from './DataTable.js';
import { MoreRows } from './MoreRows.js';

interface Page<Row> {
  items: readonly Row[];
  total: number;
}

interface Props<Row> extends Omit<DataTableProps<Row>, 'rows' | 'pageKeys'> {
  /** a `useInfiniteQuery` of pages that say how many rows there are in all */
  query: QueryLike<{ pages: readonly Page<Row>[] }> & Parameters<typeof MoreRows>[0]['query'];
  /** how many there are in all, in words */
  total(n: number): string;
  /** the words of the button below */
  more: string;
  /** beside the total: the download */
  aside?: ReactNode;
}

/** The rows behind a figure, in a dialog: how many in all, as the figure says, and the rows page by page. */
export function RowsOfFigure<Row>({ query, total, more, aside, ...table }: Props<Row>) {
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return (
    <DataState query={{ ...query, data: pages?.[0] }}>
      {(first) => (
        <Stack gap="xs">
          <Group justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {first.total > 0 && total(first.total)}
            </Text>
            {aside}
          </Group>
          <DataTable {...table} rows={rows} pageKeys={false} />
          <MoreRows query={query} label={more} />
        </Stack>
      )}
    </DataState>
  );
}
