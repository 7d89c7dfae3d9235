import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A place in the product: the path of a route, its parameters, and its search parameters. */
export interface RowsTarget {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
}

/** A link to rows. Range, zone and scope of the page go with it; `search` adds to them. */
export function RowsLink({ target, children }: { target: RowsTarget; children: ReactNode }) {
  return (
    <Anchor
      inherit
      renderRoot={(props) => (
        <Link
          {...props}
          to={target.to as never}
          params={target.params as never}
          search={(target.search ?? {}) as never}
        />
      )}
    >
      {children}
    </Anchor>
  );
}
