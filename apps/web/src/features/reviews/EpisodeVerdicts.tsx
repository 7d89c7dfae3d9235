import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EpisodeItem } from '@tenken/shared/episodes.contract';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useRef, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VERDICT_KEYS, VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import classes from './EpisodeVerdicts.module.css';
import { reviewEpisodesQuery } from './reviewEpisodes.queries.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import type { PeekRoom } from './usePeekRoom.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: PeekRoom;
  item: RuleAgendaItem;
  actions: RoomActions;
  onClose(): void;
}

const NONE: readonly EpisodeItem[] = [];

/**
 * The alerts of a rule in the window, judged one by one. While it is open, `j`, `k` and the verdict keys are the list's:
 * Esc gives them back to the rules.
 */
export function EpisodeVerdicts({ room, item, actions, onClose }: Props) {
  const t = useT();
  const { alertRuleId, name } = item.evidence;
  const query = useQuery(reviewEpisodesQuery(alertRuleId, room));
  const episodes = query.data?.items ?? NONE;
  const [at, setAt] = useState(0);
  // What was given here, until the list comes anew with it.
  const [given, setGiven] = useState<ReadonlyMap<string, Verdict | null>>(new Map());
  const list = useRef<HTMLOListElement>(null);
  const active = episodes[Math.min(at, episodes.length - 1)];

  const go = (index: number) => {
    const next = Math.max(0, Math.min(episodes.length - 1, index));
    setAt(next);
    list.current?.children[next]?.scrollIntoView?.({ block: 'nearest' });
  };
  const show = (id: string, verdict: Verdict | null) => setGiven((old) => new Map(old).set(id, verdict));
  const judge = async (episode: EpisodeItem | undefined, verdict: Verdict | null) => {
    if (episode === undefined) return;
    const before = given.get(episode.id) ?? (episode.verdictFrom === 'episode' ? episode.verdict : null);
    show(episode.id, verdict);
    if (verdict !== null) go(episodes.indexOf(episode) + 1);
    const when = formatInstant(episode.startsAt, { language: t.language, timeZone: room.timeZone });
    const isKept = await actions.judgeEpisodes(
      { alertRuleId, episodeIds: [episode.id], verdict },
      t('reviews.verdict.given', {
        rule: `${name} ${when}`,
        verdict: t(`ui.verdict.${verdict ?? 'unreviewed'}`),
      }),
      () => show(episode.id, before),
    );
    if (!isKept) show(episode.id, before);
  };
  useKeys(t('reviews.episodes.title'), [
    ...VERDICTS.map((verdict) => ({
      key: VERDICT_KEYS[verdict],
      label: t(`ui.verdict.${verdict}`),
      run: () => void judge(active, verdict),
    })),
    { key: '0', label: t('reviews.verdict.clear'), run: () => void judge(active, null) },
    { key: ['j', 'ArrowDown'], label: t('ui.table.next'), run: () => go(at + 1), repeat: true },
    { key: ['k', 'ArrowUp'], label: t('ui.table.previous'), run: () => go(at - 1), repeat: true },
    { key: 'Escape', label: t('reviews.episodes.close'), run: onClose },
  ]);

  return (
    <section aria-label={t('reviews.episodes.title')}>
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h6">
          {t('reviews.episodes.title')}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          rightSection={<KeyCaps combo="Escape" />}
          onClick={onClose}
        >
          {t('reviews.episodes.close')}
        </Button>
      </Group>
      <DataState
        query={query}
        skeleton="text"
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: t('reviews.strip.none') }}
      >
        {(data) => (
          <>
            <Text size="xs" c="dimmed">
              {t('reviews.episodes.hint', {
                shown: data.items.length,
                total: data.total ?? data.totalAtLeast,
              })}{' '}
              <RowsLink
                underline="always"
                target={{
                  to: '/episodes',
                  search: { ...scopeOfRoom(room), service: undefined, rule: [alertRuleId] },
                }}
              >
                {t('reviews.episodes.all')}
              </RowsLink>
            </Text>
            <ol className={classes.list} ref={list}>
              {data.items.map((episode, index) => {
                const own = given.get(episode.id);
                const verdict = own === undefined ? episode.verdict : own;
                return (
                  <li key={episode.id}>
                    <button
                      type="button"
                      className={classes.episode}
                      aria-current={episode === active || undefined}
                      onClick={() => go(index)}
                    >
                      <span className={classes.when}>
                        {formatInstant(episode.startsAt, {
                          language: t.language,
                          timeZone: room.timeZone,
                          hideZone: true,
                        })}
                      </span>
                      <span className={classes.length}>
                        {episode.endsAt === null
                          ? t('reviews.episodes.firing')
                          : formatDuration(episode.durationSeconds, t.language)}
                      </span>
                      <VerdictBadge verdict={verdict} />
                      {verdict !== null && own === undefined && episode.verdictFrom === 'rule' && (
                        <span className={classes.sub}>{t('reviews.episodes.byRule')}</span>
                      )}
                      {episode.summary !== null && <span className={classes.summary}>{episode.summary}</span>}
                    </button>
                  </li>
                );
              })}
            </ol>
          </>
        )}
      </DataState>
    </section>
  );
}
