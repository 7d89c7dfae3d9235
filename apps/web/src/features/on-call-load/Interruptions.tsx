import { SimpleGrid } from '@mantine/core';
import type { OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { Figure } from '../../ui/Figure.js';
import { rowsTarget } from './onCallLoad.queries.js';

interface Props {
  interruptions: NonNullable<OnCallLoadResponse['interruptions']>;
  definition: OnCallLoadResponse['definition'];
  rotation: string;
}

/** When people were interrupted, by the clock of the rotation. */
export function Interruptions({ interruptions, definition, rotation }: Props) {
  const t = useT();
  const all = interruptions.working + interruptions.off + interruptions.sleep;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      {(['sleep', 'off', 'working'] as const).map((band) => (
        <Figure
          key={band}
          label={t(`onCallLoad.interruptions.${band}`)}
          value={formatCount(interruptions[band], t.language)}
          rows={rowsTarget(rotation, { rows: band })}
          definitionKey="interruptions"
          definition={definition}
          note={
            all > 0 &&
            t('onCallLoad.interruptions.share', {
              share: formatShare(interruptions[band] / all, t.language),
              n: all,
            })
          }
        />
      ))}
    </SimpleGrid>
  );
}
