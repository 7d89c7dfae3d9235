import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import type { TopicAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useId, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { EmptyNote } from '../../ui/DataState.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { NoteEditor } from './NoteEditor.js';
import { PeopleMarks } from './PeopleMarks.js';
import type { PersonMark } from './peopleByPlace.js';
import { ReviewedMark } from './ReviewedMark.js';
import type { RoomActions } from './useRoomActions.js';

interface Props {
  room: ReviewRoom;
  step: string;
  actions: RoomActions;
  mayWrite: boolean;
  activeId: string | null;
  onActivate(id: string | null): void;
  onEditing(itemId: string | null): void;
  people: ReadonlyMap<string, readonly PersonMark[]>;
}

/** Something to talk about: topics, each with a note that goes into the minutes. */
export function TopicsStep({ room, step, actions, mayWrite, ...props }: Props) {
  const { activeId, onActivate } = props;
  const t = useT();
  const inputId = useId();
  const [title, setTitle] = useState('');
  const topics = room.items.filter(
    (item): item is TopicAgendaItem => item.kind === 'topic' && item.step === step,
  );
  const index = topics.findIndex((topic) => topic.id === activeId);
  const active = topics[index];
  const add = () => {
    if (title.trim() === '') return;
    void actions.addTopic(step, title.trim());
    setTitle('');
  };
  const toggle = (topic: TopicAgendaItem) =>
    void actions.setReviewed(
      [topic.id],
      !topic.isReviewed,
      t(topic.isReviewed ? 'reviews.unticked' : 'reviews.ticked', { item: topic.evidence.title }),
      true,
    );
  const go = (by: 1 | -1) => {
    const next = topics[Math.max(0, Math.min(topics.length - 1, index + by))];
    if (next !== undefined) onActivate(next.id);
  };
  useKeys(t('reviews.keys.items'), [
    { key: 'j', label: t('ui.table.next'), run: () => go(1), repeat: true },
    { key: 'k', label: t('ui.table.previous'), run: () => go(-1), repeat: true },
    {
      key: 'i',
      label: t('reviews.topic.add'),
      run: () => document.getElementById(inputId)?.focus(),
      when: mayWrite,
    },
    {
      key: 'm',
      label: t('reviews.note.item'),
      run: () => document.getElementById(`${inputId}-${active?.id}`)?.focus(),
      when: mayWrite && active !== undefined,
    },
    {
      key: 'v',
      label: t('reviews.tick'),
      run: () => active && toggle(active),
      when: mayWrite && active !== undefined,
    },
  ]);
  return (
    <Stack>
      {mayWrite && (
        <Group align="end" gap="xs">
          <TextInput
            id={inputId}
            style={{ flex: '1 1 240px' }}
            label={t('reviews.topic.add')}
            value={title}
            maxLength={300}
            onChange={(event) => setTitle(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') add();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            rightSection={<KeyCaps combo="i" />}
            rightSectionWidth={36}
          />
          <Button disabled={title.trim() === ''} onClick={add}>
            {t('reviews.topic.save')}
          </Button>
        </Group>
      )}
      {topics.length === 0 && (
        <EmptyNote title={t('reviews.topics.none')} hint={t('reviews.topics.none.hint')} />
      )}
      {topics.map((topic) => (
        <Paper
          key={topic.id}
          withBorder
          p="sm"
          component="section"
          aria-label={topic.evidence.title}
          aria-current={topic.id === activeId || undefined}
          onFocus={() => topic.id !== activeId && onActivate(topic.id)}
          style={
            topic.id === activeId ? { boxShadow: 'inset 3px 0 0 var(--mantine-color-anchor)' } : undefined
          }
        >
          <Group justify="space-between" gap="xs" mb={6}>
            <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
              {topic.evidence.title} <PeopleMarks people={props.people.get(topic.id) ?? []} />
            </Title>
            <Group gap="xs">
              <ReviewedMark item={topic} mayWrite={mayWrite} onToggle={() => toggle(topic)} />
              {mayWrite && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => void actions.removeTopic(topic.id, topic.evidence.title)}
                >
                  {t('reviews.topic.remove')}
                </Button>
              )}
            </Group>
          </Group>
          <Text size="xs" c="dimmed">
            {topic.evidence.addedBy !== null && t('reviews.topic.by', { name: topic.evidence.addedBy.name })}
            {topic.evidence.carriedFrom !== null && (
              <>
                {' '}
                {t.rich('reviews.topic.carried', {
                  review: (
                    <RowsLink
                      key="review"
                      underline="always"
                      target={{ to: '/reviews/$id/record', params: { id: topic.evidence.carriedFrom.id } }}
                    >
                      {topic.evidence.carriedFrom.title}
                    </RowsLink>
                  ),
                })}
              </>
            )}
          </Text>
          <NoteEditor
            inputId={`${inputId}-${topic.id}`}
            draftKey={`${room.id}.${topic.id}`}
            label={t('reviews.note.item')}
            value={topic.note}
            rowVersion={topic.rowVersion}
            save={(note, base) => actions.saveItemNote(topic.id, note, base, topic.evidence.title)}
            refetch={actions.refetch}
            onEditing={(isEditing) => props.onEditing(isEditing ? topic.id : null)}
            disabled={!mayWrite}
          />
        </Paper>
      ))}
    </Stack>
  );
}
