import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import type { Undoable } from '../../ui/undoToast.js';
import type { RoomOutbox } from './roomOutbox.js';

/** What the actions of a room work with. */
export interface RoomContext {
  /** of the session */
  id: string;
  t: Translator;
  outbox: RoomOutbox;
  undoable(what: Undoable): void;
  /** the room as it is shown now */
  getRoom(): ReviewRoom | undefined;
  /** shows an answer */
  show(room: ReviewRoom): ReviewRoom;
  /** shows a change before the server has it */
  change(how: (room: ReviewRoom) => ReviewRoom): void;
  refetch(): Promise<unknown>;
  /** tells why something failed */
  tell(error: unknown): void;
  /** tells that something is kept here and sent later */
  kept(label: string): void;
}
