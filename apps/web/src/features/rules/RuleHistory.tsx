import { Button, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleHistoryResponse } from '@tenken/shared/rule-evidence.contract';
import { useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { FiringStrip } from '../../charts/FiringStrip.js';
import { prepareFiringStrip, type StripBar } from '../../charts/prepare/prepareFiringStrip.js';
import { formatCount } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { addDays } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';
import { historyQuery, ruleIncidentsQuery, ruleSilencesQuery } from './evidence.queries.js';
import { type HistoryEvent, historyEvents, historySpans } from './prepareHistory.js';
import type { RangeScope } from './rules.queries.js';
import { shortDay } from './shortDay.js';

interface Props {
  ruleId: string;
  scope: RangeScope;
}

/** Alerts day by day, with incidents, decisions, changes of the definition and silences where they were. */
export function RuleHistory({ ruleId, scope }: Props) {
  const history = useQuery(historyQuery(ruleId, scope));
  return (
    <DataState query={history}>
      {(known) => <Strip ruleId={ruleId} scope={scope} history={known} />}
    </DataState>
  );
}

function Strip({ ruleId, scope, history }: Props & { history: RuleHistoryResponse }) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const incidents = useQuery(ruleIncidentsQuery(ruleId, scope)).data ?? null;
  const silences = useQuery(ruleSilencesQuery(ruleId, scope)).data ?? null;
  const events = historyEvents({ ruleId, history, incidents, silences }, t);
  const model = prepareFiringStrip({
    from: history.from,
    to: history.to,
    days: history.days,
    marks: events,
    spans: historySpans(silences, scope.timeZone, t),
  });
  const fired = model.bars.reduce((sum, bar) => sum + bar.fired, 0);
  const quietDays = history.days.filter((day) => day.fired === 0).length;
  const summary =
    fired === 0
      ? t('rules.heat.none')
      : t('rules.history.summary', {
          n: fired,
          days: history.days.length,
          quiet: quietDays,
          events: events.length,
        });
  const barTarget = (bar: StripBar): RowsTarget => ({
    to: '/episodes',
    search: { rule: ruleId, from: bar.day, to: bar.to, tz: history.timeZone },
  });
  return (
    <ChartFrame
      title={t('rules.history')}
      summary={summary}
      definitionKey="fired"
      headingOrder={3}
      asTable={asTable}
      onAsTable={setAsTable}
      table={<DayTable model={model.bars} barTarget={barTarget} />}
      footer={<Events events={events} timeZone={scope.timeZone} />}
    >
      <FiringStrip
        model={model}
        label={summary}
        laneNames={{
          incident: t('rules.history.lane.incident'),
          decision: t('rules.history.lane.decision'),
          definition: t('rules.history.lane.definition'),
          silence: t('rules.history.lane.silence'),
        }}
        barName={(bar) =>
          t('rules.history.bar', { day: barDays(bar, t.language), n: bar.fired, pages: bar.pages })
        }
        barTarget={barTarget}
        dayName={(day) => shortDay(day, t.language)}
        hint={t('rules.history.hint')}
      />
    </ChartFrame>
  );
}

function barDays(bar: StripBar, language: 'en' | 'ja'): string {
  const last = addDays(bar.to, -1);
  const first = formatDay(bar.day, language, { weekday: bar.day === last });
  return bar.day === last ? first : `${first} – ${formatDay(last, language)}`;
}

function DayTable({
  model,
  barTarget,
}: {
  model: readonly StripBar[];
  barTarget(bar: StripBar): RowsTarget;
}) {
  const t = useT();
  return (
    <Table.ScrollContainer minWidth={320} mah={320} type="native" tabIndex={0}>
      <Table verticalSpacing={2} horizontalSpacing="xs" aria-label={t('rules.history')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('rules.history.day')}</Table.Th>
            <Table.Th scope="col" className="number">
              {t('rules.column.fired')}
            </Table.Th>
            <Table.Th scope="col" className="number">
              {t('rules.column.pages')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {model.map((bar) => (
            <Table.Tr key={bar.day}>
              <Table.Th scope="row" fw={400}>
                {barDays(bar, t.language)}
              </Table.Th>
              <Table.Td className="number">
                {bar.fired === 0 ? (
                  '0'
                ) : (
                  <RowsLink target={barTarget(bar)}>{formatCount(bar.fired, t.language)}</RowsLink>
                )}
              </Table.Td>
              <Table.Td className="number">{formatCount(bar.pages, t.language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const SHOWN = 6;

/** What happened, newest first: the marks of the strip in words, with their pages. */
function Events({ events, timeZone }: { events: readonly HistoryEvent[]; timeZone: string }) {
  const t = useT();
  const [all, setAll] = useState(false);
  if (events.length === 0) return null;
  const newest = [...events].reverse();
  const shown = all ? newest : newest.slice(0, SHOWN);
  return (
    <div>
      <Title order={4} size="sm" mb={2}>
        {t('rules.history.events')}
      </Title>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {shown.map((event) => (
          <li key={event.key} style={{ paddingBlock: 2 }}>
            <Text size="sm" component="span" c="dimmed">
              {formatInstant(event.at, { language: t.language, timeZone, hideZone: true })}{' '}
            </Text>
            <Text size="sm" component="span">
              {event.target ? (
                <RowsLink target={event.target} underline="always">
                  {event.label}
                </RowsLink>
              ) : (
                event.label
              )}
            </Text>
          </li>
        ))}
      </ul>
      {events.length > SHOWN && !all && (
        <Button variant="subtle" color="gray" size="compact-sm" mt={4} onClick={() => setAll(true)}>
          {t('rules.history.all', { n: events.length })}
        </Button>
      )}
    </div>
  );
}
