import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  SimpleGrid,
  Stack,
  Tabs,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { COMPUTED_CRITERIA, PostmortemCriterion } from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemResponse, PutPostmortemBody } from '@tenken/shared/postmortems.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { FormModal } from '../../ui/FormModal.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { demoteHeadings } from './demoteHeadings.js';
import { fetchTemplate } from './postmortems.queries.js';

interface Props {
  incidentId: string;
  postmortem: PostmortemResponse;
  initialText: string;
  people: readonly PersonOption[];
  timeZone: string;
  onSave(body: PutPostmortemBody): Promise<PostmortemResponse>;
  onClose(): void;
}

/** Markdown with preview, owner, meeting, and what else asks for a postmortem. */
export function PostmortemEditor(props: Props) {
  const { incidentId, postmortem, people, timeZone, onSave, onClose } = props;
  const t = useT();
  const undoable = useUndoToast();
  const [text, setText] = useState(props.initialText);
  const [owner, setOwner] = useState(postmortem.owner ?? '');
  const [url, setUrl] = useState(postmortem.url ?? '');
  const [meetingAt, setMeetingAt] = useState(postmortem.reviewMeetingAt);
  const said = postmortem.requiredBy.filter((criterion) => !COMPUTED_CRITERIA.includes(criterion));
  const [asked, setAsked] = useState<readonly PostmortemCriterion[]>(said);
  const [error, setError] = useState<unknown>(null);
  const insertTemplate = () => {
    setError(null);
    fetchTemplate(incidentId, t.language).then(setText, setError);
  };
  const save = async () => {
    const after = await onSave({
      rowVersion: postmortem.rowVersion,
      bodyMarkdown: text.trim() === '' ? null : text,
      owner: owner.trim() || null,
      ownerId: people.find(({ name }) => name === owner.trim())?.id ?? null,
      url: url.trim() || null,
      reviewMeetingAt: meetingAt,
      requiredBy: [...asked],
    });
    if (postmortem.id === null) return;
    undoable({
      message: t('postmortems.did.saved'),
      undo: () =>
        onSave({
          rowVersion: after.rowVersion,
          bodyMarkdown: postmortem.bodyMarkdown,
          owner: postmortem.owner,
          ownerId: postmortem.ownerId,
          url: postmortem.url,
          reviewMeetingAt: postmortem.reviewMeetingAt,
          requiredBy: said,
        }),
    });
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('postmortems.title')}
      submitLabel={t('ui.save')}
      onSubmit={save}
      size="xl"
    >
      <Text size="sm" c="dimmed">
        {t('postmortems.blameless')}
      </Text>
      <Tabs defaultValue="write" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="write">{t('postmortems.write')}</Tabs.Tab>
          <Tabs.Tab value="preview">{t('postmortems.preview')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" pt="sm">
          <Stack gap="xs">
            {text.trim() === '' && (
              <Group>
                <Button size="xs" variant="default" onClick={insertTemplate}>
                  {t('postmortems.useTemplate')}
                </Button>
              </Group>
            )}
            <Textarea
              label={t('postmortems.text')}
              description={t('postmortems.text.help')}
              autosize
              minRows={12}
              maxRows={24}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="sm">
          {text.trim() === '' ? (
            <Text c="dimmed">{t('postmortems.empty')}</Text>
          ) : (
            <MarkdownText>{demoteHeadings(text)}</MarkdownText>
          )}
        </Tabs.Panel>
      </Tabs>
      <FormError error={error} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Autocomplete
          label={t('postmortems.owner')}
          data={[...new Set(people.map(({ name }) => name))]}
          value={owner}
          onChange={setOwner}
        />
        <InstantInput
          label={t('postmortems.meeting')}
          value={meetingAt}
          onChange={setMeetingAt}
          timeZone={timeZone}
        />
      </SimpleGrid>
      <TextInput
        label={t('postmortems.url')}
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('postmortems.criteria')}
        description={t('postmortems.criteria.help')}
        value={[...asked]}
        onChange={(values) =>
          setAsked(PostmortemCriterion.options.filter((criterion) => values.includes(criterion)))
        }
      >
        <Stack gap={6} mt={6}>
          {PostmortemCriterion.options
            .filter((criterion) => !COMPUTED_CRITERIA.includes(criterion))
            .map((criterion) => (
              <Checkbox key={criterion} value={criterion} label={t(`postmortems.criterion.${criterion}`)} />
            ))}
        </Stack>
      </Checkbox.Group>
    </FormModal>
  );
}
