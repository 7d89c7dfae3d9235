import { Anchor } from '@mantine/core';
import { Link, type RegisteredRouter, type RouteById, type RouteIds } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Tree = RegisteredRouter['routeTree'];
type PagePath = Exclude<RouteIds<Tree>, '__root__'>;
type ParamsOf<To extends PagePath> = RouteById<Tree, To>['types']['allParams'];

/** What the address of a page can say. */
export type SearchOf<To extends PagePath> = RouteById<Tree, To>['types']['fullSearchSchemaInput'];

/** A place on one page: its path, its parameters, and its search parameters. */
export type PageTarget<To extends PagePath> = { to: To; search?: SearchOf<To> } & (Record<
  never,
  never
> extends ParamsOf<To>
  ? { params?: ParamsOf<To> }
  : { params: ParamsOf<To> });

/** A place in the product. The router types the link to one path; this is any of them, each with its own search. */
export type RowsTarget = { [To in PagePath]: PageTarget<To> }[PagePath];

interface Props {
  target: RowsTarget;
  children: ReactNode;
  /** `always` where it stands among other words: colour alone does not tell it from them. */
  underline?: 'always';
}

/** A link to rows. Range, zone and scope of the page go with it; `search` adds to them. */
export function RowsLink({ target, children, underline }: Props) {
  return (
    <Anchor inherit underline={underline} renderRoot={(props: object) => <Link {...props} {...target} />}>
      {children}
    </Anchor>
  );
}
