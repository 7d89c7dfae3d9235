import { useQuery } from '@tanstack/react-query';
import { useLocation, useRouter } from '@tanstack/react-router';
import type { SavedViewPage } from '@tenken/shared/saved-views.contract';
import { ViewsMenu } from '../features/saved-views/ViewsMenu.js';
import { useT } from '../i18n/useT.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays } from '../time/isoDay.js';
import { useScope } from '../url/useScope.js';
import { teamOptionsQuery } from './scopeOptions.js';
import { useFreezeLink } from './useFreezeLink.js';

/** The views of a page, for its header: `<PageViews page="incidents" />`. */
export function PageViews({ page }: { page: SavedViewPage }) {
  const t = useT();
  const router = useRouter();
  const searchStr = useLocation({ select: (location) => location.searchStr });
  const scope = useScope();
  const copyLink = useFreezeLink();
  const teams = useQuery(teamOptionsQuery);
  return (
    <ViewsMenu
      page={page}
      searchStr={searchStr}
      teams={teams.data ?? []}
      fixedRange={
        scope.isDefaultRange
          ? null
          : {
              from: formatDay(scope.from, t.language),
              to: formatDay(addDays(scope.to, -1), t.language),
            }
      }
      onCopyLink={() => void copyLink()}
      // By its text: a link would keep the scope that the page has now.
      onOpen={(search) => router.history.push(`/${page}${search === '' ? '' : `?${search}`}`)}
    />
  );
}
