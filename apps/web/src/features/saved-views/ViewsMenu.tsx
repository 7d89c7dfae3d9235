import { Button, Skeleton } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { SavedView, SavedViewPage } from '@tenken/shared/saved-views.contract';
import { lazy, Suspense, useId, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import { PopoverButton } from '../../ui/PopoverButton.js';
import { keptSearch, sameSearch } from './keptSearch.js';
import { savedViewsQuery } from './savedViews.queries.js';
import type { ViewDialogProps } from './ViewDialog.js';
import classes from './ViewsMenu.module.css';

const ViewsPanel = lazy(() => import('./ViewsPanel.js').then((m) => ({ default: m.ViewsPanel })));
const ViewDialog = lazyDialog<ViewDialogProps>(() => import('./ViewDialog.js').then((m) => m.ViewDialog));

interface Props {
  page: SavedViewPage;
  /** the address after the question mark, with or without it */
  searchStr: string;
  teams: readonly { id: string; name: string }[];
  /** the range that the address fixes, in words; null while it moves with the days */
  fixedRange: { from: string; to: string } | null;
  onCopyLink(): void;
  /** Goes to another address of the same page. */
  onOpen(search: string): void;
}

/** The views of a page: open one, keep the present address as one, and which of them the page opens with. */
export function ViewsMenu({ page, searchStr, teams, fixedRange, onCopyLink, onOpen }: Props) {
  const t = useT();
  const buttonId = useId();
  const views = useQuery(savedViewsQuery);
  const [editing, setEditing] = useState<SavedView | 'new' | null>(null);
  const search = keptSearch(searchStr);
  const ofPage = (views.data ?? []).filter((view) => view.page === page);
  const shown = ofPage.find((view) => sameSearch(view.search, search)) ?? null;
  // Once a view was shown, filters set after that are a change to it.
  const [lastId, setLastId] = useState<string | null>(null);
  if (shown !== null && shown.id !== lastId) setLastId(shown.id);
  const last = search === '' ? null : (ofPage.find((view) => view.id === lastId) ?? null);
  useKeys(t('savedViews.keys'), [
    {
      key: 'v',
      label: t('savedViews.key'),
      aliases: t('savedViews.aliases'),
      run: () => document.getElementById(buttonId)?.click(),
    },
  ]);
  const name =
    shown?.name ?? (last ? t('savedViews.changed', { name: last.name }) : t('savedViews.standard'));
  return (
    <>
      <PopoverButton
        label={t('savedViews.key')}
        width={340}
        button={(props) => (
          <Button
            {...props}
            id={buttonId}
            variant="default"
            className={classes.button}
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('savedViews.button.label', { name })}
            title={`${t('savedViews.key')} (v)`}
          >
            {shown === null && last === null ? t('savedViews.button') : name}
          </Button>
        )}
      >
        {(close) => (
          <Suspense fallback={<Skeleton height={160} />}>
            <ViewsPanel
              views={views}
              ofPage={ofPage}
              search={search}
              shown={shown}
              last={last}
              onOpen={(wanted) => {
                close();
                if (wanted === '') setLastId(null);
                onOpen(wanted);
              }}
              onCopyLink={() => {
                close();
                onCopyLink();
              }}
              onEdit={(view) => {
                close();
                setEditing(view);
              }}
            />
          </Suspense>
        )}
      </PopoverButton>
      <ViewDialog
        key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.id}
        opened={editing !== null}
        editing={editing}
        page={page}
        search={search}
        fixedRange={fixedRange}
        teams={teams}
        onSaved={(view) => setLastId(view.id)}
        onClose={() => setEditing(null)}
      />
    </>
  );
}
