import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemResponse, PutPostmortemBody } from '@tenken/shared/postmortems.contract';
import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { demoteHeadings } from './demoteHeadings.js';
import { PostmortemEditor } from './PostmortemEditor.js';
import { postmortemExportPath, postmortemQuery, putPostmortem } from './postmortems.queries.js';
import { ReviewModal } from './ReviewModal.js';
import { sectionsMarkdown } from './sectionsMarkdown.js';
import { WaiveModal } from './WaiveModal.js';

const STEPS: readonly PostmortemStatus[] = ['draft', 'in_review', 'reviewed', 'closed'];

interface Props {
  incidentId: string;
  people: readonly PersonOption[];
  timeZone: string;
  mayWrite: boolean;
}

/** The postmortem: why one is needed and until when, its text, and its way from draft to closed. */
export function PostmortemPanel({ incidentId, people, timeZone, mayWrite }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const query = useQuery(postmortemQuery(incidentId));
  const [dialog, setDialog] = useState<'edit' | 'review' | 'waive' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const put = async (body: PutPostmortemBody): Promise<PostmortemResponse> => {
    const answer = await putPostmortem(incidentId, body);
    queryClient.setQueryData(postmortemQuery(incidentId).queryKey, answer);
    void queryClient.invalidateQueries({
      queryKey: ['incidents'],
      predicate: ({ queryKey }) => queryKey[1] !== 'postmortem',
    });
    return answer;
  };
  const step = async (postmortem: PostmortemResponse, status: PostmortemStatus) => {
    setError(null);
    if (status === 'reviewed' && postmortem.status === 'in_review') return setDialog('review');
    const before = postmortem.status ?? 'draft';
    try {
      const after = await put({ rowVersion: postmortem.rowVersion, status });
      undoable({
        message: t('postmortems.did.status', { status: t(`postmortems.status.${status}`) }),
        undo: () => put({ rowVersion: after.rowVersion, status: before }),
      });
    } catch (failure) {
      setError(failure);
    }
  };
  useKeys(t('postmortems.title'), [
    {
      key: 'p',
      label: t('postmortems.edit'),
      when: mayWrite && query.data !== undefined,
      run: () => setDialog('edit'),
    },
  ]);
  return (
    <DataState query={query} skeleton="text">
      {(postmortem) => {
        const text = postmortem.bodyMarkdown ?? sectionsMarkdown(postmortem.sections, t);
        const position = postmortem.status === null ? -1 : STEPS.indexOf(postmortem.status);
        const next = STEPS[position + 1];
        const previous = position > 0 ? STEPS[position - 1] : undefined;
        return (
          <Stack gap="sm">
            <Group gap="xs">
              {STEPS.map((status, index) => (
                <Badge
                  key={status}
                  tt="none"
                  variant={index === position ? 'filled' : 'outline'}
                  color={index === position ? 'blue' : 'gray'}
                  aria-current={index === position ? 'step' : undefined}
                >
                  {t(`postmortems.status.${status}`)}
                </Badge>
              ))}
            </Group>
            {facts(postmortem)}
            <FormError error={error} />
            {mayWrite && (
              <Group gap="xs" data-print="hidden">
                <Button size="xs" onClick={() => setDialog('edit')}>
                  {t(postmortem.id === null ? 'postmortems.begin' : 'postmortems.edit')}
                </Button>
                {next && postmortem.id !== null && (
                  <Button size="xs" variant="default" onClick={() => void step(postmortem, next)}>
                    {t(`postmortems.to.${next}`)}
                  </Button>
                )}
                {previous && (
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    onClick={() => void step(postmortem, previous)}
                  >
                    {t('postmortems.back', { status: t(`postmortems.status.${previous}`) })}
                  </Button>
                )}
                {postmortem.requiredBy.length > 0 && position < 2 && (
                  <Button size="xs" variant="subtle" color="gray" onClick={() => setDialog('waive')}>
                    {t('postmortems.waive')}
                  </Button>
                )}
                {postmortem.id !== null && (
                  <Button
                    component="a"
                    size="xs"
                    variant="subtle"
                    href={postmortemExportPath(incidentId, t.language, timeZone)}
                    download
                  >
                    {t('postmortems.export')}
                  </Button>
                )}
              </Group>
            )}
            {text.trim() !== '' && <MarkdownText>{demoteHeadings(text)}</MarkdownText>}
            {dialog === 'edit' && (
              <PostmortemEditor
                incidentId={incidentId}
                postmortem={postmortem}
                initialText={text}
                people={people}
                timeZone={timeZone}
                onSave={put}
                onClose={() => setDialog(null)}
              />
            )}
            {dialog === 'review' && (
              <ReviewModal
                postmortem={postmortem}
                timeZone={timeZone}
                onSave={put}
                onClose={() => setDialog(null)}
              />
            )}
            {dialog === 'waive' && (
              <WaiveModal postmortem={postmortem} onSave={put} onClose={() => setDialog(null)} />
            )}
          </Stack>
        );
      }}
    </DataState>
  );

  function facts(postmortem: PostmortemResponse): ReactNode {
    const { deadline } = postmortem;
    const instant = (at: string) => formatInstant(at, { language: t.language, timeZone });
    return (
      <Stack gap={4}>
        {postmortem.waivedReason ? (
          <Text size="sm">
            {t('postmortems.waived', { reason: postmortem.waivedReason, who: postmortem.waivedBy ?? '—' })}
          </Text>
        ) : postmortem.requiredBy.length > 0 ? (
          <Text size="sm">
            {t('postmortems.requiredBy')}{' '}
            {postmortem.requiredBy
              .map((criterion) => t(`postmortems.criterion.${criterion}`))
              .join(t('ui.listSeparator'))}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('postmortems.notRequired')}
          </Text>
        )}
        {deadline.overdue && !postmortem.waivedReason ? (
          <Alert color="orange" py={6}>
            {t('postmortems.overdue', { day: formatDay(deadline.reviewBy, t.language, { weekday: true }) })}
          </Alert>
        ) : (
          deadline.reviewBy !== null &&
          postmortem.reviewedAt === null && (
            <Text size="sm">
              {t('postmortems.reviewBy', {
                day: formatDay(deadline.reviewBy, t.language, { weekday: true }),
                n: deadline.businessDays ?? 0,
              })}
            </Text>
          )
        )}
        {postmortem.id !== null && (
          <Text size="sm">
            {t('postmortems.owner')}: {postmortem.owner ?? t('postmortems.nobody')}
          </Text>
        )}
        {postmortem.reviewMeetingAt && (
          <Text size="sm">{t('postmortems.meetingAt', { time: instant(postmortem.reviewMeetingAt) })}</Text>
        )}
        {deadline.draftBy && postmortem.status === 'draft' && (
          <Text size="sm" {...(deadline.draftOverdue ? { c: 'var(--tone-red)', fw: 700 } : {})}>
            {t('postmortems.draftBy', { time: instant(deadline.draftBy) })}
          </Text>
        )}
        {postmortem.reviewedAt && (
          <Text size="sm">{t('postmortems.reviewedAt', { time: instant(postmortem.reviewedAt) })}</Text>
        )}
        {postmortem.url && (
          <Text size="sm">
            <a href={postmortem.url} target="_blank" rel="noopener nofollow">
              {postmortem.url}
            </a>
          </Text>
        )}
      </Stack>
    );
  }
}
