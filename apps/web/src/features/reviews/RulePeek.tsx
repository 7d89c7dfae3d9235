import { Anchor, Badge, Button, Code, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { lazy, memo, type ReactNode, Suspense } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { dayOf } from '../../time/isoDay.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { DecisionLine } from './DecisionLine.js';
import { FiringStrip } from './FiringStrip.js';
import { NoteEditor } from './NoteEditor.js';
import { PastVerdicts } from './PastVerdicts.js';
import { PeekFacts } from './PeekFacts.js';
import { ReasonPicker } from './ReasonPicker.js';
import type { PeekRoom } from './usePeekRoom.js';
import type { RoomActions } from './useRoomActions.js';
import { isVotedOn } from './useRuleJudging.js';
import { VerdictBar } from './VerdictBar.js';
import { VotePanel } from './VotePanel.js';

const EpisodeVerdicts = lazy(() =>
  import('./EpisodeVerdicts.js').then((module) => ({ default: module.EpisodeVerdicts })),
);

interface Props {
  room: PeekRoom;
  item: RuleAgendaItem;
  actions: RoomActions;
  mayWrite: boolean;
  noteId: string;
  onVerdict(verdict: Verdict | null): void;
  onDecide(decisionId?: string): void;
  onKeep(): void;
  onReveal(revealed: boolean): void;
  /** its alerts are judged one by one */
  judgesEpisodes: boolean;
  onEpisodes(itemId: string | null): void;
  onEditing(itemId: string | null): void;
  renderExtra: ((alertRuleId: string) => ReactNode) | undefined;
}

/**
 * Everything that helps to judge one rule: its evidence, what was said before, the note. Memoised, so that a key press does
 * not wait for it.
 */
export const RulePeek = memo(function RulePeek(props: Props) {
  const { room, item, actions, mayWrite, noteId, onVerdict, onDecide, onKeep } = props;
  const { evidence, verdictEventId: eventId } = item;
  const isVoting = isVotedOn(room, item);
  const t = useT();
  const format = { language: t.language, timeZone: room.timeZone };
  const decisions = room.decisions.filter((each) => each.alertRuleId === evidence.alertRuleId);
  const earlier = room.openDecisions.filter((each) => each.alertRuleId === evidence.alertRuleId);
  return (
    <Stack gap="sm">
      <div>
        <Group gap="xs" justify="space-between" wrap="nowrap" align="start">
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            <Anchor
              inherit
              renderRoot={(p) => <Link {...p} to="/rules/$id" params={{ id: evidence.alertRuleId }} />}
            >
              {evidence.name}
            </Anchor>
          </Title>
          <SeverityBadge severity={evidence.severity} />
        </Group>
        <Text size="sm" c="dimmed">
          {[evidence.serviceName, evidence.owner].filter((part) => part !== null).join(t('ui.listSeparator'))}
        </Text>
        {evidence.summary !== null && <Text size="sm">{evidence.summary}</Text>}
      </div>
      {(isVoting || item.votes.voters.length > 0) && (
        <VotePanel
          votes={item.votes}
          people={room.participants.length}
          mayReveal={room.status === 'running'}
          mayWrite={mayWrite}
          isVoting={isVoting}
          onVote={onVerdict}
          onReveal={props.onReveal}
        />
      )}
      {mayWrite && !isVoting && <VerdictBar verdict={item.verdict} onVerdict={onVerdict} />}
      {mayWrite && !isVoting && item.verdict !== null && eventId !== null && (
        <ReasonPicker
          value={item.verdictReasonCode}
          onChange={(code) => void actions.giveReason([{ eventId, alertRuleId: evidence.alertRuleId }], code)}
        />
      )}
      {mayWrite && (
        <Group gap="xs">
          <Button size="sm" rightSection={<KeyCaps combo="d" />} onClick={() => onDecide()}>
            {t('reviews.decide')}
          </Button>
          {!item.isReviewed && (
            <Button size="sm" variant="default" rightSection={<KeyCaps combo="v" />} onClick={onKeep}>
              {t('reviews.keep')}
            </Button>
          )}
          {!props.judgesEpisodes && (
            <Button
              size="sm"
              variant="default"
              rightSection={<KeyCaps combo="e" />}
              onClick={() => props.onEpisodes(item.id)}
            >
              {t('reviews.episodes.title')}
            </Button>
          )}
        </Group>
      )}
      {props.judgesEpisodes && (
        <Suspense>
          <EpisodeVerdicts
            key={item.id}
            room={room}
            item={item}
            actions={actions}
            onClose={() => props.onEpisodes(null)}
          />
        </Suspense>
      )}
      {evidence.accepted !== null && (
        <Text size="sm">
          {t(evidence.accepted.exceeded ? 'reviews.accepted.exceeded' : 'reviews.accepted', {
            n: evidence.accepted.perWeek,
          })}
          {evidence.accepted.until !== null &&
            `${t('ui.listSeparator')}${t('reviews.accepted.until', { day: formatDay(evidence.accepted.until, t.language) })}`}
        </Text>
      )}
      {decisions.map((decision) => (
        <DecisionLine
          key={decision.id}
          decision={decision}
          onEdit={mayWrite ? () => onDecide(decision.id) : undefined}
        />
      ))}
      <Divider />
      <FiringStrip values={evidence.firedByDay} firstDay={dayOf(room.from, room.timeZone)} />
      <PeekFacts room={room} evidence={evidence} />
      {props.renderExtra?.(evidence.alertRuleId)}
      {evidence.definitionChangedAt !== null && (
        <Text size="sm" component="div">
          <Badge variant="light" color="blue" mr={6}>
            {t(item.changedSinceReviewed ? 'reviews.rule.changedSince' : 'reviews.rule.changed')}
          </Badge>
          {formatInstant(evidence.definitionChangedAt, format)}
        </Text>
      )}
      {evidence.expression !== null && (
        <div>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {evidence.expression}
          </Code>
          {evidence.forSeconds !== null && (
            <Text size="xs" c="dimmed">
              {t('reviews.rule.for', { duration: formatDuration(evidence.forSeconds, t.language) })}
            </Text>
          )}
        </div>
      )}
      {evidence.runbookUrl === null && (
        <Text size="sm" c="dimmed">
          {t('reviews.rule.noRunbook')}
        </Text>
      )}
      {earlier.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {t('reviews.rule.openDecisions')}
          </Title>
          {earlier.map((each) => (
            <DecisionLine key={each.id} decision={each} />
          ))}
        </div>
      )}
      <PastVerdicts alertRuleId={evidence.alertRuleId} roomId={room.id} timeZone={room.timeZone} />
      <NoteEditor
        key={item.id}
        inputId={noteId}
        label={t('reviews.note.item')}
        value={item.note}
        rowVersion={item.rowVersion}
        draftKey={`${room.id}.${item.id}`}
        save={(note, base) => actions.saveItemNote(item.id, note, base, evidence.name)}
        refetch={actions.refetch}
        onEditing={(isEditing) => props.onEditing(isEditing ? item.id : null)}
        disabled={!mayWrite}
      />
    </Stack>
  );
});
