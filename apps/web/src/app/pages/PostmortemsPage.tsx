import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../api/session.js';
import { PostmortemQueue } from '../../features/postmortems/PostmortemQueue.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { PageViews } from '../PageViews.js';
import { peopleOptionsQuery } from '../peopleOptions.js';

const route = getRouteApi('/postmortems');

/** What do we still have to learn from, and until when? */
export function PostmortemsPage() {
  const t = useT();
  const mayWrite = useMay('write');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { setScope: _, ...scope } = useScope();
  const people = useQuery(peopleOptionsQuery);
  return (
    <>
      <PageHeader
        title={t('postmortems.list')}
        question={t('postmortems.question')}
        actions={<PageViews page="postmortems" />}
      />
      <PostmortemQueue
        search={search}
        scope={scope}
        people={people.data ?? []}
        mayWrite={mayWrite}
        onSearchChange={(change, replace = false) =>
          void navigate({ search: (old) => ({ ...old, ...change }) as typeof old, replace })
        }
      />
    </>
  );
}
