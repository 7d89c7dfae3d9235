import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';

export interface PeekDrawerProps {
  opened: boolean;
  onClose(): void;
  children: ReactNode;
}

/** The evidence of a rule from below, where the screen is too narrow for it to stand beside the table. */
export function PeekDrawer({ opened, onClose, children }: PeekDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="85%"
      title={t('reviews.peek')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {children}
    </Drawer>
  );
}
