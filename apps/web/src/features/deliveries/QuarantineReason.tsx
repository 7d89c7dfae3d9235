import { Box, Text } from '@mantine/core';
import type { DeliveryRow } from '@tenken/shared/deliveries.contract';
import { useT } from '../../i18n/useT.js';

interface Props {
  delivery: DeliveryRow;
  /** in a list: no more lines of the details than this */
  lines?: number;
}

/** Why a delivery could not be read: the kind of reason in the reader's language, the field in technical words. */
export function QuarantineReason({ delivery, lines }: Props) {
  const t = useT();
  const { errorCode, errorDetail } = delivery;
  if (errorCode === null) return null;
  return (
    <Box miw={260}>
      <Text size="sm" fw={700}>
        {t.optional(`deliveries.error.${errorCode}`) ?? t('deliveries.error.other')}
      </Text>
      {errorDetail !== null && (
        <Text
          size="xs"
          style={{ overflowWrap: 'anywhere' }}
          {...(lines === undefined ? {} : { lineClamp: lines, title: errorDetail })}
        >
          {errorDetail}
        </Text>
      )}
    </Box>
  );
}
