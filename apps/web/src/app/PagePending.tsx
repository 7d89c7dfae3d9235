import { Box, Skeleton, Stack } from '@mantine/core';
import { useT } from '../i18n/useT.js';

/** A page whose code is on its way. */
export function PagePending() {
  const t = useT();
  return (
    <Box role="status" aria-busy="true" aria-label={t('ui.state.loading')}>
      <Stack>
        <Skeleton height={32} width={260} />
        <Skeleton height={120} />
        <Skeleton height={280} />
      </Stack>
    </Box>
  );
}
