import { Alert, Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import { agendaItemName } from './agendaItemName.js';
import { DecisionLine } from './DecisionLine.js';
import { OverviewStep } from './OverviewStep.js';
import classes from './textLinks.module.css';

/** A session as it stands in the record: attendance, figures, verdicts, decisions, actions, gaps. */
export function ReviewRecord({ room }: { room: ReviewRoom }) {
  const t = useT();
  const format = { language: t.language, timeZone: room.timeZone };
  const rules = useMemo(
    () => room.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule'),
    [room.items],
  );
  const columns = useMemo(
    () => columnsOf(t, new Set(room.decisions.map((decision) => decision.alertRuleId))),
    [t, room.decisions],
  );
  const rest = room.items.filter((item) => !item.isReviewed);
  const spent = room.steps.reduce((sum, step) => sum + step.spentSeconds, 0);
  return (
    <Stack>
      {room.status !== 'closed' && (
        <Alert color="yellow" role="status" title={t('reviews.record.open')}>
          <Button
            size="xs"
            variant="default"
            renderRoot={(p) => <Link {...p} to="/reviews/$id" params={{ id: room.id }} />}
          >
            {t('reviews.record.open.room')}
          </Button>
        </Alert>
      )}
      <Group gap="xl" align="start">
        <Fact label={t('reviews.record.when')}>
          {formatInstant(room.startedAt ?? room.scheduledAt, format)}
          {spent > 0 && ` (${t('reviews.minutes', { n: Math.round(spent / 60) })})`}
        </Fact>
        <Fact label={t('reviews.record.services')}>
          {room.services.map((service) => service.name).join(t('ui.listSeparator'))}
        </Fact>
        <Fact label={t('reviews.record.attended')}>
          {room.participants.length === 0
            ? t('reviews.record.nobody')
            : room.participants.map((person) => person.name).join(t('ui.listSeparator'))}
        </Fact>
        {room.facilitator !== null && <Fact label={t('reviews.facilitator')}>{room.facilitator.name}</Fact>}
        {room.scribe !== null && <Fact label={t('reviews.scribe')}>{room.scribe.name}</Fact>}
        <Fact
          label={t('reviews.record.reviewed')}
        >{`${room.progress.reviewed} / ${room.progress.total}`}</Fact>
      </Group>
      <OverviewStep room={room} />
      <Divider />
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('reviews.wrap.decisions', { n: room.decisions.length })}
        </Title>
        {room.decisions.length === 0 && (
          <Text>
            {t(room.status === 'closed' ? 'reviews.record.noDecisions' : 'reviews.wrap.noDecisions')}
          </Text>
        )}
        {room.decisions.map((decision) => (
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
            <DecisionLine decision={decision} />
          </div>
        ))}
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('reviews.record.verdicts')}
        </Title>
        <DataTable
          label={t('reviews.record.verdicts')}
          rows={rules}
          rowId={(item) => item.id}
          columns={columns}
          empty={{ title: t('reviews.rules.none') }}
        />
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('reviews.wrap.actions', { n: room.actionItems.length })}
        </Title>
        {room.actionItems.length === 0 && <Text c="dimmed">{t('reviews.record.noActions')}</Text>}
        <ul className={classes.links}>
          {room.actionItems.map((item) => (
            <li key={item.id}>
              <RowsLink target={{ to: '/actions', search: { ids: [item.id] } }}>{item.title}</RowsLink>
              {t('ui.listSeparator')}
              {item.owner ?? t('reviews.unowned')}
              {t('ui.listSeparator')}
              {item.dueOn === null ? t('reviews.noDue') : formatDay(item.dueOn, t.language)}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('reviews.wrap.gaps', { n: room.gaps.length })}
        </Title>
        {room.gaps.length === 0 && <Text c="dimmed">{t('reviews.record.noGaps')}</Text>}
        <ul>
          {room.gaps.map((gap) => (
            <li key={gap.id}>
              {gap.serviceName}
              {t('ui.listSeparator')}
              {t.optional(`reviews.signal.${gap.signal}`) ?? gap.signal}
              {gap.expected !== '' && `: ${gap.expected}`}
            </li>
          ))}
        </ul>
      </section>
      {rest.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('reviews.record.carried', { n: rest.length })}
          </Title>
          <Text>{rest.map((item) => agendaItemName(item, t)).join(t('ui.listSeparator'))}</Text>
        </section>
      )}
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div">{children}</Text>
    </div>
  );
}

function columnsOf(t: Translator, decided: ReadonlySet<string | null>): DataColumn<RuleAgendaItem>[] {
  return [
    {
      key: 'rule',
      header: t('reviews.rule.name'),
      rowHeader: true,
      sortValue: (item) => item.evidence.name,
      cell: ({ evidence }) => (
        <RowsLink target={{ to: '/rules/$id', params: { id: evidence.alertRuleId } }}>
          {evidence.name}
        </RowsLink>
      ),
    },
    {
      key: 'fired',
      header: t('reviews.rule.fired'),
      align: 'right',
      descendingFirst: true,
      sortValue: (item) => item.evidence.fired,
      cell: (item) => item.evidence.fired,
    },
    {
      key: 'pages',
      header: t('reviews.fact.pages'),
      align: 'right',
      descendingFirst: true,
      sortValue: (item) => item.evidence.pages,
      cell: (item) => item.evidence.pages,
    },
    {
      key: 'verdict',
      header: t('reviews.rule.verdict'),
      sortValue: (item) => item.verdict,
      cell: (item) =>
        item.verdict === null && item.isReviewed ? (
          t(decided.has(item.evidence.alertRuleId) ? 'reviews.rule.decided' : 'reviews.rule.kept')
        ) : (
          <VerdictBadge verdict={item.verdict} />
        ),
    },
    {
      key: 'episodes',
      header: t('reviews.record.episodes'),
      cell: (item) =>
        VERDICTS.filter((verdict) => item.episodeVerdicts[verdict] > 0)
          .map((verdict) => `${t(`ui.verdict.${verdict}`)} ${item.episodeVerdicts[verdict]}`)
          .join(t('ui.listSeparator')),
    },
    { key: 'note', header: t('reviews.record.note'), cell: (item) => item.note },
  ];
}
