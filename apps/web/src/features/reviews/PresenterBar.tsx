import { Button, Group } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import classes from './PresenterBar.module.css';

interface Props {
  room: ReviewRoom;
  myId: string | null;
  isFollowing: boolean;
  onFollow(follow: boolean): void;
  onStop(): void;
}

/** Whose lead this screen follows, or that one leads; nothing when nobody presents. */
export function PresenterBar({ room, myId, isFollowing, onFollow, onStop }: Props) {
  const t = useT();
  const { presenter } = room;
  if (presenter === null) return null;
  const isMe = presenter.id === myId;
  return (
    <section
      className={classes.bar}
      data-following={isFollowing || undefined}
      aria-label={t('reviews.present')}
    >
      <Group gap="xs" justify="space-between">
        <span role="status">
          <IconPresentation size={16} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
          {isMe
            ? t('reviews.present.me')
            : t(isFollowing ? 'reviews.present.following' : 'reviews.present.other', {
                name: presenter.name,
              })}
        </span>
        {isMe ? (
          <Button size="xs" variant="default" rightSection={<KeyCaps combo="p" />} onClick={onStop}>
            {t('reviews.present.stop')}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            rightSection={<KeyCaps combo="f" />}
            onClick={() => onFollow(!isFollowing)}
          >
            {t(isFollowing ? 'reviews.unfollow' : 'reviews.present.follow')}
          </Button>
        )}
      </Group>
    </section>
  );
}
