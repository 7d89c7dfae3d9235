import type { TimerBody } from '@tenken/shared/review-live.contract';
import type { PatchReviewBody, ReviewStepKey } from '@tenken/shared/reviews.contract';
import { moveTimer, patchReview, revealVotes, setPresenting } from './reviewLive.queries.js';
import { goToStep, moveReview } from './reviews.queries.js';
import type { RoomContext } from './roomContext.js';

/** Leading the meeting: its steps, its clock, who presents, votes shown. */
export function meetingActionsOf({ id, t, show, tell, undoable, getRoom }: RoomContext) {
  const timer = (body: TimerBody) => moveTimer(id, body).then(show);
  const reveal = (itemIds: readonly string[], revealed: boolean) =>
    revealVotes(id, itemIds, revealed).then(show);
  const move = (step: ReviewStepKey) => goToStep(id, step).then(show);
  return {
    goTo: async (step: ReviewStepKey) => {
      const before = getRoom()?.currentStep ?? null;
      try {
        await move(step);
        if (before !== null && before !== step) {
          undoable({
            quiet: true,
            message: t('reviews.moved'),
            undo: () => move(before),
            redo: () => move(step),
          });
        }
      } catch (error) {
        tell(error);
      }
    },
    start: () => moveReview(id, 'start').then(show, tell),
    refresh: () => moveReview(id, 'refresh').then(show, tell),
    close: () => moveReview(id, 'close').then(show),
    reopen: () => moveReview(id, 'reopen').then(show),
    patch: (body: PatchReviewBody) => patchReview(id, body).then(show),
    present: async (present: boolean, myId: string | null) => {
      const before = getRoom()?.presenter ?? null;
      try {
        await setPresenting(id, present).then(show);
        undoable({
          quiet: true,
          message: t(present ? 'reviews.present.me' : 'reviews.present.stopped'),
          undo: () =>
            // Taken over from somebody: the lead goes back.
            present && before !== null && before.id !== myId
              ? setPresenting(id, true, before.id).then(show)
              : setPresenting(id, !present).then(show),
        });
      } catch (error) {
        tell(error);
      }
    },
    addMinutes: async (minutes: number) => {
      try {
        await timer({ action: 'add', minutes });
        undoable({
          quiet: true,
          message: t('reviews.timer.added', { n: minutes }),
          undo: () => timer({ action: 'add', minutes: -minutes }),
        });
      } catch (error) {
        tell(error);
      }
    },
    pauseTimer: async (paused: boolean) => {
      const [action, back] = paused ? (['pause', 'resume'] as const) : (['resume', 'pause'] as const);
      try {
        await timer({ action });
        undoable({
          quiet: true,
          message: t(paused ? 'reviews.timer.paused' : 'reviews.timer.resumed'),
          undo: () => timer({ action: back }),
        });
      } catch (error) {
        tell(error);
      }
    },
    reveal: async (itemIds: readonly string[], revealed: boolean) => {
      try {
        await reveal(itemIds, revealed);
        undoable({
          quiet: true,
          message: t(revealed ? 'reviews.vote.shown' : 'reviews.vote.hidden'),
          undo: () => reveal(itemIds, !revealed),
          redo: () => reveal(itemIds, revealed),
        });
      } catch (error) {
        tell(error);
      }
    },
  };
}
