import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useReport } from './reportContext.js';

/** Which of the stored rows, by the names of the API. */
export interface ReportRows {
  list: 'incidents' | 'action_items';
  metric?: string;
  state?: string;
  reason?: string;
  groupBy?: string;
  group?: string;
  from?: string;
  to?: string;
}

/** As the address carries it; every name is there, so that what was open before is closed. */
export function rowsToSearch(rows: ReportRows | null) {
  return {
    list: rows?.list,
    rowsMetric: rows?.metric,
    rowsState: rows?.state,
    rowsReason: rows?.reason,
    rowsGroupBy: rows?.groupBy,
    rowsGroup: rows?.group,
    rowsFrom: rows?.from,
    rowsTo: rows?.to,
  };
}

interface Props {
  rows: ReportRows;
  children: ReactNode;
}

/** A number of the report that leads to the rows stored with it. */
export function ReportRowsLink({ rows, children }: Props) {
  const { hasRows } = useReport();
  if (!hasRows) return children;
  return (
    <Anchor
      inherit
      underline="always"
      renderRoot={(props: object) => (
        <Link
          {...props}
          from="/reports/$id"
          to="."
          resetScroll={false}
          search={(old) => ({ ...old, ...rowsToSearch(rows) })}
        />
      )}
    >
      {children}
    </Anchor>
  );
}
