import { Alert, Anchor, Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { type ReactNode, useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import { AgreementText } from './AgreementText.js';
import { agendaItemName } from './agendaItemName.js';
import { OverviewStep } from './OverviewStep.js';
import { RecordChanges } from './RecordChanges.js';
import { RecordOutcome } from './RecordOutcome.js';
import { RecordSignOffs } from './RecordSignOffs.js';
import { RecordTime } from './RecordTime.js';
import { invitationPath } from './reviewRecord.queries.js';
import classes from './textLinks.module.css';

interface Props {
  room: ReviewRoom;
  /** what has become of it; undefined until it is known */
  record: ReviewRecordResponse | undefined;
  myId: string | null;
  mayWrite: boolean;
  /** makes an issue of an action item; null: not allowed */
  onMakeIssue: ((actionItem: { id: string }) => void) | null;
}

/** A session as it stands in the record, and beside it what has become of what it decided. */
export function ReviewRecord({ room, record, myId, mayWrite, onMakeIssue }: Props) {
  const t = useT();
  const format = { language: t.language, timeZone: room.timeZone };
  const rules = useMemo(
    () => room.items.filter((item): item is RuleAgendaItem => item.kind === 'alert_rule'),
    [room.items],
  );
  const columns = useMemo(
    () => columnsOf(t, new Set(room.decisions.map((decision) => decision.alertRuleId)), rules),
    [t, room.decisions, rules],
  );
  const rest = room.items.filter((item) => !item.isReviewed);
  const when = formatInstant(room.startedAt ?? room.scheduledAt, format);
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
      {room.status === 'closed' && room.decisions.length === 0 && (
        <Alert color="yellow" role="status" title={t('reviews.record.noDecisions')} />
      )}
      <Group gap="xl" align="start">
        <Fact label={t('reviews.record.when')}>
          {spent > 0
            ? t('ui.aside', { text: when, aside: t('reviews.minutes', { n: Math.round(spent / 60) }) })
            : when}
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
        {record?.next && <NextSession next={record.next} timeZone={room.timeZone} />}
      </Group>
      <OverviewStep room={room} />
      {room.agreement !== null && (
        <Section title={t('record.agreement')}>
          <AgreementText agreement={room.agreement} />
        </Section>
      )}
      <Divider />
      <RecordOutcome room={room} record={record} onMakeIssue={onMakeIssue} />
      <Section title={t('reviews.record.verdicts')}>
        <DataTable
          label={t('reviews.record.verdicts')}
          rows={rules}
          rowId={(item) => item.id}
          columns={columns}
          empty={{ title: t('reviews.rules.none') }}
        />
      </Section>
      {record !== undefined && (
        <Section title={t('record.changes')}>
          <RecordChanges changes={record.changes} timeZone={room.timeZone} />
        </Section>
      )}
      {rest.length > 0 && (
        <Section title={t('reviews.record.carried', { n: rest.length })}>
          <Text>{rest.map((item) => agendaItemName(item, t)).join(t('ui.listSeparator'))}</Text>
        </Section>
      )}
      {spent > 0 && (
        <Section title={t('record.time')}>
          <RecordTime room={room} />
        </Section>
      )}
      <Section title={t('record.signOffs')}>
        <RecordSignOffs room={room} myId={myId} mayWrite={mayWrite} />
      </Section>
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function NextSession({
  next,
  timeZone,
}: {
  next: NonNullable<ReviewRecordResponse['next']>;
  timeZone: string;
}) {
  const t = useT();
  return (
    <Fact label={t('record.next')}>
      <span className={classes.links}>
        <RowsLink target={{ to: '/reviews/$id', params: { id: next.id } }}>
          {next.status === 'running'
            ? t('record.next.running')
            : next.scheduledAt === null
              ? t('record.next.unscheduled')
              : formatInstant(next.scheduledAt, { language: t.language, timeZone })}
        </RowsLink>
        {next.status === 'planned' && next.scheduledAt !== null && (
          <>
            {t('ui.listSeparator')}
            <Anchor href={invitationPath(next.id)} download inherit>
              {t('record.invitation')}
            </Anchor>
          </>
        )}
      </span>
    </Fact>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div">{children}</Text>
    </div>
  );
}

function columnsOf(
  t: Translator,
  decided: ReadonlySet<string | null>,
  rules: readonly RuleAgendaItem[],
): DataColumn<RuleAgendaItem>[] {
  const counts = (of: RuleAgendaItem['episodeVerdicts'] | null) =>
    of === null
      ? ''
      : VERDICTS.filter((verdict) => of[verdict] > 0)
          .map((verdict) => `${t(`ui.verdict.${verdict}`)} ${of[verdict]}`)
          .join(t('ui.listSeparator'));
  const hasVotes = rules.some(({ votes }) => votes.counts !== null);
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
    ...(hasVotes
      ? [
          {
            key: 'votes',
            header: t('record.votes'),
            cell: (item: RuleAgendaItem) => counts(item.votes.counts),
          },
        ]
      : []),
    {
      key: 'episodes',
      header: t('reviews.record.episodes'),
      cell: (item) => counts(item.episodeVerdicts),
    },
    { key: 'note', header: t('reviews.record.note'), cell: (item) => item.note },
  ];
}
