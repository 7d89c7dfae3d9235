import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { HomeResponse } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { DataState } from '../../ui/DataState.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { ActionsBlock } from './ActionsBlock.js';
import { FirstSteps } from './FirstSteps.js';
import { FollowUpsBlock } from './FollowUpsBlock.js';
import classes from './Home.module.css';
import { homeQuery } from './home.queries.js';
import { PostmortemsBlock } from './PostmortemsBlock.js';
import { ReviewsBlock } from './ReviewsBlock.js';
import { SampleNote } from './SampleNote.js';
import { SourcesBlock } from './SourcesBlock.js';

const BLOCKS = ['actions', 'postmortems', 'reviews', 'followUps', 'sources'] as const;

/** What needs the reader today; or, where there is nothing at all, how to begin. */
export function HomePanel() {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const home = useQuery(homeQuery(timeZone));
  useKeys(
    t('home.title'),
    BLOCKS.map((block, index) => ({
      key: String(index + 1),
      label: t('home.jump', { block: t(`home.${block}`) }),
      run: () => document.getElementById(`home-block-${index + 1}`)?.focus(),
    })),
    { enabled: home.data?.isEmpty === false },
  );
  return (
    <DataState
      query={home}
      skeleton={
        <div className={classes.grid}>
          {BLOCKS.map((block) => (
            <Skeleton key={block} height={220} />
          ))}
        </div>
      }
    >
      {(data) => (data.isEmpty ? <FirstSteps /> : <Blocks home={data} onRetry={() => void home.refetch()} />)}
    </DataState>
  );
}

function Blocks({ home, onRetry }: { home: HomeResponse; onRetry(): void }) {
  return (
    <>
      <SampleNote />
      <div className={classes.grid}>
        <div className={classes.column}>
          <ActionsBlock data={home.actions} onRetry={onRetry} />
          <PostmortemsBlock data={home.postmortems} onRetry={onRetry} />
        </div>
        <div className={classes.column}>
          <ReviewsBlock data={home.reviews} onRetry={onRetry} />
          <FollowUpsBlock data={home.followUps} onRetry={onRetry} />
          <SourcesBlock data={home.sources} onRetry={onRetry} />
        </div>
      </div>
    </>
  );
}
