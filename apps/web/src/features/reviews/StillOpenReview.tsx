import { Alert, Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { moveReview } from './reviews.queries.js';

interface Props {
  reviewId: string;
  serviceName: string;
  mayWrite: boolean;
}

/** A review of the service is still open: join it, or close it before another one begins. */
export function StillOpenReview({ reviewId, serviceName, mayWrite }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const [closing, setClosing] = useState(false);
  return (
    <Alert color="yellow" role="status" title={t('reviews.lobby.open', { service: serviceName })}>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          renderRoot={(p) => <Link {...p} to="/reviews/$id" params={{ id: reviewId }} />}
        >
          {t('reviews.lobby.open.join')}
        </Button>
        {mayWrite && (
          <Button size="xs" variant="default" onClick={() => setClosing(true)}>
            {t('reviews.lobby.open.close')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={closing}
        onClose={() => setClosing(false)}
        title={t('reviews.close.title')}
        confirmLabel={t('reviews.close')}
        onConfirm={async () => {
          await moveReview(reviewId, 'close');
          await queryClient.invalidateQueries({ queryKey: ['reviews'] });
        }}
      >
        {t('reviews.close.confirm')}
      </ConfirmDialog>
    </Alert>
  );
}
