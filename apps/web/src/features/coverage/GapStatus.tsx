import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CoverageGap, GapStatus as Status } from '@tenken/shared/coverage.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';

const COLOURS: Readonly<Record<Status, string>> = {
  open: 'orange',
  in_progress: 'blue',
  closed: 'yellow',
  proven: 'teal',
  accepted: 'gray',
};

/** The state of a gap in a word, with what belongs to it: until when, by which rule, proven when. */
export function GapStatus({ gap, timeZone }: { gap: CoverageGap; timeZone: string }) {
  const t = useT();
  const status = t(`coverage.gap.status.${gap.status}`);
  let late: string | null = null;
  if (gap.isOverdue) late = t('coverage.gap.overdue');
  if (gap.acceptanceExpired) late = t('coverage.gap.expired');
  return (
    <Stack gap={0} align="start" miw={150}>
      <Badge
        variant="light"
        color={gap.acceptanceExpired || gap.isOverdue ? 'red' : COLOURS[gap.status]}
        style={{ textTransform: 'none' }}
      >
        {late === null ? status : t('ui.aside', { text: status, aside: late })}
      </Badge>
      {gap.status === 'accepted' && (
        <Text size="xs" c="dimmed">
          {t('coverage.gap.acceptedUntil', {
            day: formatDay(gap.acceptedUntil, t.language),
            reason: gap.acceptedReason,
          })}
        </Text>
      )}
      {gap.closingRule && (
        <Text size="xs" lh="24px" component="div">
          {t.rich('coverage.gap.closedBy', {
            rule: (
              <Anchor
                key="rule"
                inherit
                renderRoot={(props) => (
                  <Link {...props} to="/rules/$id" params={{ id: gap.closingRule!.id }} />
                )}
              >
                {gap.closingRule.name}
              </Anchor>
            ),
          })}
        </Text>
      )}
      {gap.proof && (
        <Text size="xs" lh="24px" component="div">
          <RowsLink target={{ to: '/episodes', search: { ids: gap.proof.episodeId, all: '1' } }}>
            {t('coverage.gap.provenAt', {
              at: formatInstant(gap.proof.at, { language: t.language, timeZone }),
            })}
          </RowsLink>
        </Text>
      )}
    </Stack>
  );
}
