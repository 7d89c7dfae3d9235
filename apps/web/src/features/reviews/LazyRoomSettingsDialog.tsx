import { lazyDialog } from '../../ui/lazyDialog.js';
import type { RoomSettingsDialogProps } from './RoomSettingsDialog.js';

/** The dialog, its code loaded when it first opens. */
export const LazyRoomSettingsDialog = lazyDialog<RoomSettingsDialogProps>(() =>
  import('./RoomSettingsDialog.js').then((module) => module.RoomSettingsDialog),
);
