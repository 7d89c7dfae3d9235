import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Decision } from '@tenken/shared/decisions.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay } from '../../time/formatInstant.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { VERDICTS, VerdictBadge } from '../../ui/VerdictBadge.js';
import { AgreementText } from './AgreementText.js';
import { DecisionLine } from './DecisionLine.js';
import { NoteEditor } from './NoteEditor.js';
import type { RenderDecisionDialog } from './roomDecisionDialog.js';
import classes from './textLinks.module.css';
import type { RoomActions } from './useRoomActions.js';

/** `w` wraps up; with Shift, as with the timer's key, it goes one further. */
const CLOSE_KEY = 'Shift+W';

interface Props {
  room: ReviewRoom;
  actions: RoomActions;
  people: readonly PersonOption[];
  mayWrite: boolean;
  onEditing(what: string | null): void;
  onBackToRules(): void;
  onClosed(): void;
  renderDecisionDialog: RenderDecisionDialog;
}

/** What came out of the meeting, what is missing, and its end. */
export function WrapUpStep({
  room,
  actions,
  people,
  mayWrite,
  onEditing,
  onBackToRules,
  onClosed,
  renderDecisionDialog,
}: Props) {
  const t = useT();
  const [closing, setClosing] = useState(false);
  const [editing, setEditing] = useState<Decision | null>(null);
  const open = room.decisions.filter((decision) => decision.status === 'open');
  const lacking = open.filter((decision) => decision.owner === null || decision.dueOn === null);
  const rest = room.items.filter((item) => !item.isReviewed).length;
  useKeys(t('reviews.step.wrap_up'), [
    { key: CLOSE_KEY, label: t('reviews.close'), run: () => setClosing(true), when: mayWrite },
  ]);
  const judged = VERDICTS.filter((verdict) => room.verdictCounts[verdict] > 0);
  return (
    <Stack>
      {lacking.length > 0 && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('reviews.wrap.lacking', { n: lacking.length })}
        >
          <Stack gap={4}>
            {lacking.map((decision) => (
              <Group key={decision.id} justify="space-between" gap="xs">
                <Text size="sm">
                  {decision.ruleName}
                  {t('ui.listSeparator')}
                  {t(`reviews.kind.${decision.kind}`)}
                  {t('ui.listSeparator')}
                  {decision.owner ?? t('reviews.unowned')}
                  {t('ui.listSeparator')}
                  {decision.dueOn === null ? t('reviews.noDue') : formatDay(decision.dueOn, t.language)}
                </Text>
                {mayWrite && (
                  <Button size="compact-sm" variant="default" onClick={() => setEditing(decision)}>
                    {t('reviews.wrap.assign')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        </Alert>
      )}
      {rest > 0 && (
        <Alert color="gray" title={t('reviews.wrap.rest', { n: rest })}>
          <Group justify="space-between">
            <Text size="sm">{t('reviews.wrap.rest.hint')}</Text>
            <Button size="compact-sm" variant="default" onClick={onBackToRules}>
              {t('reviews.wrap.back')}
            </Button>
          </Group>
        </Alert>
      )}
      <section>
        <Title order={2} size="h4">
          {t('reviews.wrap.verdicts')}
        </Title>
        {judged.length === 0 ? (
          <Text c="dimmed">{t('reviews.wrap.noVerdicts')}</Text>
        ) : (
          <Group gap="lg">
            {judged.map((verdict) => (
              <Group key={verdict} gap={6} wrap="nowrap">
                <VerdictBadge verdict={verdict} />
                <strong>{room.verdictCounts[verdict]}</strong>
              </Group>
            ))}
          </Group>
        )}
      </section>
      {room.agreement !== null && (
        <section>
          <Title order={2} size="h4">
            {t('reviews.agreement')}
          </Title>
          <AgreementText agreement={room.agreement} />
        </section>
      )}
      <section>
        <Title order={2} size="h4">
          {t('reviews.wrap.decisions', { n: room.decisions.length })}
        </Title>
        {room.decisions.length === 0 && <Text c="dimmed">{t('reviews.wrap.noDecisions')}</Text>}
        {room.decisions.map((decision) => (
          <div key={decision.id}>
            <Text fw={700} mt="xs">
              {decision.ruleName}
            </Text>
            <DecisionLine
              decision={decision}
              onEdit={mayWrite && decision.kind !== 'keep' ? () => setEditing(decision) : undefined}
            />
          </div>
        ))}
      </section>
      <section>
        <Title order={2} size="h4">
          {t('reviews.wrap.actions', { n: room.actionItems.length })}
        </Title>
        {room.actionItems.length === 0 && <Text c="dimmed">{t('reviews.wrap.noActions')}</Text>}
        <List className={classes.links}>
          {room.actionItems.map((item) => (
            <List.Item key={item.id}>
              <RowsLink target={{ to: '/actions', search: { ids: [item.id] } }}>{item.title}</RowsLink>{' '}
              <Text component="span" size="sm" c="dimmed">
                {item.owner ?? t('reviews.unowned')}
                {t('ui.listSeparator')}
                {item.dueOn === null ? t('reviews.noDue') : formatDay(item.dueOn, t.language)}
              </Text>
            </List.Item>
          ))}
        </List>
      </section>
      {room.gaps.length > 0 && (
        <section>
          <Title order={2} size="h4">
            {t('reviews.wrap.gaps', { n: room.gaps.length })}
          </Title>
          <List>
            {room.gaps.map((gap) => (
              <List.Item key={gap.id}>
                {gap.serviceName}
                {t('ui.listSeparator')}
                {t.optional(`reviews.signal.${gap.signal}`) ?? gap.signal}
                {gap.expected !== '' && `: ${gap.expected}`}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <NoteEditor
        label={t('reviews.note.session')}
        description={t('reviews.note.session.hint')}
        value={room.notes}
        rowVersion={room.rowVersion}
        draftKey={`${room.id}.notes`}
        save={actions.saveNotes}
        onEditing={(isEditing) => onEditing(isEditing ? 'notes' : null)}
        refetch={actions.refetch}
        disabled={!mayWrite}
        minRows={4}
      />
      {mayWrite && (
        <Group>
          <Button
            size="md"
            aria-keyshortcuts={CLOSE_KEY}
            rightSection={
              <span aria-hidden>
                <KeyCaps combo={CLOSE_KEY} />
              </span>
            }
            onClick={() => setClosing(true)}
          >
            {t('reviews.close')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('reviews.close.hint')}
          </Text>
        </Group>
      )}
      <ConfirmDialog
        opened={closing}
        onClose={() => setClosing(false)}
        title={t('reviews.close.title')}
        confirmLabel={t('reviews.close')}
        onConfirm={async () => {
          await actions.close();
          onClosed();
        }}
      >
        <Text>
          {t('reviews.close.summary', {
            reviewed: room.progress.reviewed,
            total: room.progress.total,
            decisions: room.decisions.length,
            actions: room.actionItems.length,
            gaps: room.gaps.length,
          })}
        </Text>
        {lacking.length > 0 && (
          <Text c="orange" mt="xs">
            {t('reviews.wrap.lacking', { n: lacking.length })}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt="xs">
          {t('reviews.close.confirm')}
        </Text>
      </ConfirmDialog>
      {editing !== null &&
        editing.alertRuleId !== null &&
        renderDecisionDialog({
          opened: true,
          onClose: () => setEditing(null),
          reviewSessionId: room.id,
          alertRuleId: editing.alertRuleId,
          ruleName: editing.ruleName ?? '',
          timeZone: room.timeZone,
          people,
          decision: editing,
          onDone: () => void actions.refetch(),
        })}
    </Stack>
  );
}
