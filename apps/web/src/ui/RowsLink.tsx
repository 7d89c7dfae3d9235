import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A place in the product: the path of a route, its parameters, and its search parameters. */
export interface RowsTarget {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
}

interface Props {
  target: RowsTarget;
  children: ReactNode;
  /** `always` where it stands among other words: colour alone does not tell it from them. */
  underline?: 'always';
}

/** A link to rows. Range, zone and scope of the page go with it; `search` adds to them. */
export function RowsLink({ target, children, underline }: Props) {
  return (
    <Anchor
      inherit
      underline={underline}
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
