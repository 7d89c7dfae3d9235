import { Alert } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useT } from '../../i18n/useT.js';

/** What this way in cannot tell, said before somebody trusts its figures. */
export function SourceBlindSpots({ kind }: { kind: string }) {
  const t = useT();
  const text = t.optional(`sources.kind.${kind}.blind`);
  if (text === null) return null;
  return (
    <Alert color="gray" icon={<IconEyeOff aria-hidden />} title={t('sources.blind.title')}>
      {text}
    </Alert>
  );
}
