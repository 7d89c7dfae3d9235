import type { ReviewRoom, ReviewStepKey } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { stepName } from './agendaSteps.js';

interface Options {
  room: ReviewRoom;
  mayWrite: boolean;
  myId: string | null;
  /** this reader looks at another step than the meeting */
  isAway: boolean;
  isFollowing: boolean;
  onAction(): void;
  /** moves the meeting */
  onMove(step: ReviewStepKey): void;
  onWrapUp(): void;
  onFollow(follow: boolean): void;
  onBackToMeeting(): void;
  onPresent(present: boolean): void;
  onHistory(): void;
}

/** The keys that work at every step of a room. */
export function useRoomKeys(options: Options): void {
  const { room, mayWrite, myId, isFollowing } = options;
  const t = useT();
  const { presenter } = room;
  const isMe = presenter !== null && presenter.id === myId;
  const leads = mayWrite && myId !== null && room.status === 'running';
  const next = room.steps[room.steps.findIndex(({ key }) => key === room.currentStep) + 1];
  useKeys(t('reviews.keys.room'), [
    {
      key: '.',
      label: next === undefined ? '' : t('reviews.moveOn', { step: stepName(next, t) }),
      run: () => next !== undefined && options.onMove(next.key),
      when: mayWrite && room.status === 'running' && next !== undefined && !options.isAway,
    },
    { key: 'a', label: t('reviews.action.title'), run: options.onAction, when: mayWrite },
    {
      key: 'w',
      label: t('reviews.step.wrap_up'),
      run: options.onWrapUp,
      when: room.steps.some(({ key }) => key === 'wrap_up'),
    },
    {
      key: 'p',
      label: t(isMe ? 'reviews.present.stop' : 'reviews.present.start'),
      run: () => options.onPresent(!isMe),
      when: leads,
    },
    {
      key: 'f',
      label: t(isFollowing ? 'reviews.unfollow' : 'reviews.present.follow'),
      run: () => options.onFollow(!isFollowing),
      when: presenter !== null && !isMe,
    },
    {
      key: 'f',
      label: t('reviews.follow'),
      run: options.onBackToMeeting,
      when: (presenter === null || isMe) && options.isAway,
    },
    { key: 'l', label: t('reviews.history'), run: options.onHistory },
  ]);
}
