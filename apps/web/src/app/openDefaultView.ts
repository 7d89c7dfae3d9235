import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import type { SavedViewPage } from '@tenken/shared/saved-views.contract';
import { savedViewsQuery } from '../features/saved-views/savedViews.queries.js';
import { parseSearch } from '../url/searchParams.js';

export interface Entering {
  context: { queryClient: QueryClient };
  location: { searchStr: string };
  cause: string;
}

/**
 * For `beforeLoad` of a page: opened without anything in its address, it opens with the view that its reader has chosen
 * for that. An address that says anything is shown as it is (a colleague's link must not turn into my filters), and so is
 * the page once one is on it: clearing the filters clears them. Where the views cannot be read, the page opens without.
 */
export function openDefaultView(page: SavedViewPage): (entering: Entering) => Promise<void> {
  return async ({ context, location, cause }) => {
    if (cause !== 'enter' || location.searchStr !== '') return;
    const views = await context.queryClient.ensureQueryData(savedViewsQuery).catch(() => []);
    const view = views.find((one) => one.page === page && one.isDefault);
    if (view === undefined || view.search === '') return;
    throw redirect({ to: `/${page}`, search: parseSearch(view.search), replace: true });
  };
}
