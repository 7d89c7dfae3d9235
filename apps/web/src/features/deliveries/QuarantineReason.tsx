import { Box, Text } from '@mantine/core';
import type { DeliveryResult, DeliveryRow, UnreadParts } from '@tenken/shared/deliveries.contract';
import { useT } from '../../i18n/useT.js';
import { UnreadReason } from '../../ui/UnreadReason.js';

interface Props {
  delivery: DeliveryRow;
  /** in a list: no more lines of the details than this */
  lines?: number;
}

/** Why a delivery could not be read: the kind of reason in the reader's language, field, expectation and find below. */
export function QuarantineReason({ delivery, lines }: Props) {
  const t = useT();
  const { errorCode, errorDetail, result } = delivery;
  if (errorCode === null) return null;
  return (
    <Box miw={260}>
      <Text size="sm" fw={700}>
        {t.optional(`deliveries.error.${errorCode}`) ?? t('deliveries.error.other')}
      </Text>
      {errorDetail !== null && (
        <UnreadReason
          unread={isOfReading(errorDetail, result) ? result.unread : null}
          detail={errorDetail}
          {...(lines === undefined ? {} : { lines })}
        />
      )}
    </Box>
  );
}

/** A later failure leaves the result of the reading before it in its place, which then is not the reason. */
function isOfReading(
  detail: string,
  result: DeliveryResult | null,
): result is DeliveryResult & { unread: UnreadParts } {
  const first = result?.unread?.parts[0];
  return first !== undefined && detail.includes(first.text.slice(0, 200));
}
