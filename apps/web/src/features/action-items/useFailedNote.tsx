import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { BulkActionItemsResponse } from '@tenken/shared/action-items.contract';
import { useCallback } from 'react';
import { useT } from '../../i18n/useT.js';

const MOST_REASONS = 3;

/** Says what of a change of many was not done, why, and shows those rows: `38 done, 2 failed: show`. */
export function useFailedNote(): (answer: BulkActionItemsResponse) => void {
  const t = useT();
  const navigate = useNavigate();
  return useCallback(
    ({ done, failed }) => {
      if (failed.length === 0) return;
      const reasons = [...new Set(failed.map(({ code, message }) => t.optional(`error.${code}`) ?? message))];
      const id = `failed-${failed[0]?.id}-${failed.length}`;
      notifications.show({
        id,
        color: 'red',
        autoClose: false,
        role: 'alert',
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Stack gap={0}>
              <Text size="sm" fw={700}>
                {t('actions.failed', { done: done.length, n: failed.length })}
              </Text>
              {reasons.slice(0, MOST_REASONS).map((reason) => (
                <Text key={reason} size="xs">
                  {reason}
                </Text>
              ))}
            </Stack>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                notifications.hide(id);
                void navigate({
                  to: '/actions',
                  search: { ids: failed.slice(0, 500).map((item) => item.id) },
                });
              }}
            >
              {t('actions.failed.show')}
            </Button>
          </Group>
        ),
        closeButtonProps: { 'aria-label': t('ui.close') },
      });
    },
    [t, navigate],
  );
}
