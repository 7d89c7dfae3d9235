import { Group, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { VerdictBadge } from '../../ui/VerdictBadge.js';
import { ruleVerdictsQuery } from './reviews.queries.js';

const SHOWN = 8;

interface Props {
  alertRuleId: string;
  /** the session that is going on: its verdicts are not the past */
  roomId: string;
  timeZone: string;
}

/** What was said of a rule in earlier sessions. By itself: when it arrives, the rest of the evidence is not drawn again. */
export const PastVerdicts = memo(function PastVerdicts({ alertRuleId, roomId, timeZone }: Props) {
  const t = useT();
  const past = useQuery(ruleVerdictsQuery(alertRuleId));
  return (
    <div>
      <Title order={3} size="h6">
        {t('reviews.rule.past')}
      </Title>
      <DataState
        query={past}
        skeleton="text"
        isEmpty={(data) => data.items.every((event) => event.reviewSessionId === roomId)}
        empty={{ title: t('reviews.rule.past.none') }}
      >
        {(data) => (
          <List size="sm" spacing={4} listStyleType="none">
            {data.items
              .filter((event) => event.reviewSessionId !== roomId)
              .slice(0, SHOWN)
              .map((event) => (
                <List.Item key={event.id}>
                  <Group gap={8} component="span">
                    <VerdictBadge verdict={event.verdict} />
                    <span>
                      {formatInstant(event.decidedAt, { language: t.language, timeZone, hideZone: true })}
                      {event.decidedBy !== null && ` ${event.decidedBy.name}`}
                    </span>
                  </Group>
                  {event.reason !== null && (
                    <Text size="sm" c="dimmed">
                      {event.reason}
                    </Text>
                  )}
                </List.Item>
              ))}
          </List>
        )}
      </DataState>
    </div>
  );
});
