import { Alert, Button, Group, Text } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sampleDataQuery } from '../../api/sampleData.js';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { removeSampleData } from './home.queries.js';

/** Says that sample data is on the screen, and takes it away again. Nothing when there is none. */
export function SampleNote() {
  const t = useT();
  const isAdmin = useMay('admin');
  const queryClient = useQueryClient();
  const sample = useQuery(sampleDataQuery);
  const [asking, setAsking] = useState(false);
  return (
    <>
      {sample.data?.present && (
        <Alert color="gray" icon={<IconTestPipe aria-hidden />} mb="md" p="xs">
          <Group justify="space-between" gap="xs">
            <Text size="sm">{t('home.sample.present')}</Text>
            {isAdmin && (
              <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                {t('home.sample.remove')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('home.sample.remove')}
        confirmLabel={t('home.sample.remove')}
        danger
        onConfirm={async () => {
          await removeSampleData();
          await queryClient.invalidateQueries();
        }}
      >
        {t('home.sample.remove.hint')}
      </ConfirmDialog>
    </>
  );
}
