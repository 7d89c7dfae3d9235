import { Text, Title } from '@mantine/core';
import type { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import type { RowsTarget } from '../../ui/RowsLink.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { DecisionLine } from './DecisionLine.js';
import { RecordToday } from './RecordToday.js';

type Item = ReviewRecordResponse['actionItems'][number];

interface Props {
  room: ReviewRoom;
  record: ReviewRecordResponse | undefined;
  /** makes an issue of an action item; null: not allowed */
  onMakeIssue: ((actionItem: { id: string }) => void) | null;
}

const targetOfAction = (item: Item): RowsTarget => ({ to: '/actions', search: { ids: [item.id] } });
const targetOfGap = (): RowsTarget => ({ to: '/coverage' });

/** Decisions with their effect so far, action items and coverage gaps as they are today. */
export function RecordOutcome({ room, record, onMakeIssue }: Props) {
  const t = useT();
  const issues = useMemo(() => ({ onMake: onMakeIssue }), [onMakeIssue]);
  // What is decided stays as it was recorded; only its effect is of today.
  const effects = new Map(record?.decisions.map((decision) => [decision.id, decision]));
  const gapNames = new Map(room.gaps.map((gap) => [gap.id, gap]));
  const gaps = record?.gaps.map((gap) => {
    const recorded = gapNames.get(gap.id);
    if (recorded === undefined) return gap;
    const signal = t.optional(`reviews.signal.${recorded.signal}`) ?? recorded.signal;
    const expected = recorded.expected === '' ? '' : `${t('record.colon')}${recorded.expected}`;
    return { ...gap, title: `${recorded.serviceName}${t('ui.listSeparator')}${signal}${expected}` };
  });
  return (
    <>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('reviews.wrap.decisions', { n: room.decisions.length })}
        </Title>
        {room.decisions.length === 0 && <Text c="dimmed">{t('reviews.wrap.noDecisions')}</Text>}
        {room.decisions.map((decision) => {
          const today = effects.get(decision.id);
          return (
            <div key={decision.id}>
              <Text fw={700} mt="xs">
                {decision.alertRuleId === null ? (
                  decision.ruleName
                ) : (
                  <RowsLink target={{ to: '/rules/$id', params: { id: decision.alertRuleId } }}>
                    {decision.ruleName}
                  </RowsLink>
                )}
              </Text>
              <DecisionLine
                decision={
                  today === undefined
                    ? decision
                    : { ...decision, effect: today.effect, outcome: today.outcome }
                }
              />
            </div>
          );
        })}
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('record.actions', { n: room.actionItems.length })}
        </Title>
        {room.actionItems.length === 0 ? (
          <Text c="dimmed">{t('reviews.record.noActions')}</Text>
        ) : (
          record !== undefined && (
            <RecordToday
              label={t('record.actions', { n: room.actionItems.length })}
              items={record.actionItems}
              targetOf={targetOfAction}
              issues={issues}
            />
          )
        )}
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('record.gaps', { n: room.gaps.length })}
        </Title>
        {room.gaps.length === 0 ? (
          <Text c="dimmed">{t('reviews.record.noGaps')}</Text>
        ) : (
          gaps !== undefined && (
            <RecordToday
              label={t('record.gaps', { n: room.gaps.length })}
              items={gaps}
              targetOf={targetOfGap}
            />
          )
        )}
        {record !== undefined && room.actionItems.length + room.gaps.length > 0 && (
          <Text size="sm" c="dimmed" mt={4}>
            {t('record.asOf', {
              time: formatInstant(record.asOf, { language: t.language, timeZone: room.timeZone }),
            })}
          </Text>
        )}
      </section>
    </>
  );
}
