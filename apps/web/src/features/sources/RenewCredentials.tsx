import { Button, Radio, Stack, Text } from '@mantine/core';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import type { SourceCreatedResponse, SourceRow } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { useRenewCredentials } from './sources.queries.js';

/** How long the old ones go on working while the sender is changed over. */
const OVERLAP_HOURS = 24;

interface Props {
  source: SourceRow;
  onRenewed(created: SourceCreatedResponse): void;
}

/** New credentials for sources whose credentials are made here; nothing for all others. */
export function RenewCredentials({ source, onRenewed }: Props) {
  const t = useT();
  const renew = useRenewCredentials();
  const [isAsking, setIsAsking] = useState(false);
  const [overlap, setOverlap] = useState('later');
  const info = sourceKindInfo(source.kind);
  const isMadeHere = info !== undefined && info.credential !== 'certificate' && !isFromSender(info);
  if (!isMadeHere) return null;
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t('sources.details.renew')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('sources.details.renew.title', { name: source.name })}
        confirmLabel={t('sources.details.renew.confirm')}
        onConfirm={async () =>
          onRenewed(
            await renew.mutateAsync({
              id: source.id,
              ...(overlap === 'later' ? { overlapHours: OVERLAP_HOURS } : {}),
            }),
          )
        }
        danger
      >
        <Stack gap="sm">
          <Radio.Group
            label={t('sources.details.renew.old')}
            value={overlap}
            onChange={(value) => setOverlap(value)}
          >
            <Stack gap="xs" mt={4}>
              <Radio
                value="later"
                label={t('sources.details.renew.later', { hours: OVERLAP_HOURS })}
                description={t('sources.details.renew.later.hint')}
              />
              <Radio
                value="now"
                label={t('sources.details.renew.now')}
                description={t('sources.details.renew.now.hint')}
              />
            </Stack>
          </Radio.Group>
          <Text size="sm">{t('sources.details.renew.text')}</Text>
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function isFromSender(info: NonNullable<ReturnType<typeof sourceKindInfo>>): boolean {
  return info.credential === 'signature' && info.secretMadeBy === 'sender';
}
