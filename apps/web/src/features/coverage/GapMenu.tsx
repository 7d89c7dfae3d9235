import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { CoverageGap } from '@tenken/shared/coverage.contract';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useChangeGap } from './useChangeGap.js';

interface Props {
  gap: CoverageGap;
  /** opens the dialog that asks for what the change needs */
  onEdit(gap: CoverageGap, what: 'edit' | 'close' | 'accept'): void;
}

/** What can be done with a gap in its state. */
export function GapMenu({ gap, onEdit }: Props) {
  const t = useT();
  const changes = useChangeGap();
  const set = (change: Parameters<typeof changes.change>[1]) =>
    void changes.change(gap, change).catch((error) => announce(errorMessage(error, t)));
  const isOpen = gap.status === 'open' || gap.status === 'in_progress';
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('coverage.gap.menu', { subject: changes.subjectOf(gap) })}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {gap.status === 'open' && (
          <Menu.Item onClick={() => set({ status: 'in_progress' })}>{t('coverage.gap.start')}</Menu.Item>
        )}
        {isOpen && <Menu.Item onClick={() => onEdit(gap, 'close')}>{t('coverage.gap.close')}</Menu.Item>}
        {(isOpen || gap.acceptanceExpired) && (
          <Menu.Item onClick={() => onEdit(gap, 'accept')}>{t('coverage.gap.accept')}</Menu.Item>
        )}
        {!isOpen && <Menu.Item onClick={() => set({ status: 'open' })}>{t('coverage.gap.reopen')}</Menu.Item>}
        <Menu.Item onClick={() => onEdit(gap, 'edit')}>{t('coverage.gap.edit')}</Menu.Item>
        <Menu.Item onClick={() => set({ deleted: true })}>{t('coverage.gap.delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
