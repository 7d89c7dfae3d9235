import { Alert, Anchor, Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { MappingTrialBody } from '@tenken/shared/source-mapping.contract';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { MappingFields } from './MappingFields.js';
import { MappingTrialList } from './MappingTrialList.js';
import { fromMappingDraft, isEmptyDraft, type MappingField, toMappingDraft } from './mappingDraft.js';
import { useReplayQuarantined, useTryMapping } from './sourceMappings.queries.js';
import { useUpdateSource } from './sources.queries.js';

type From = MappingTrialBody['from'];
const SOURCES_OF_BODIES: readonly From[] = ['quarantined', 'recent', 'body'];

/**
 * How a source's JSON becomes alerts, written by hand: tried on what has come in (or on a pasted body) before it is
 * saved, and afterwards what is in quarantine is read again.
 */
export function SourceMappingForm({ source }: { source: SourceRow }) {
  const t = useT();
  const undoable = useUndoToast();
  const trial = useTryMapping();
  const update = useUpdateSource();
  const replay = useReplayQuarantined();
  const [draft, setDraft] = useState(() => toMappingDraft(source.settings.mapping));
  const [from, setFrom] = useState<From>(source.quarantined > 0 ? 'quarantined' : 'recent');
  const [body, setBody] = useState('');
  const [showsMissing, setShowsMissing] = useState(false);
  /** what was tried last, so that an older result is not taken for that of the present text */
  const [tried, setTried] = useState<{ key: string; from: From } | null>(null);

  const { mapping, errors: mistakes } = fromMappingDraft(draft);
  const isEmpty = isEmptyDraft(draft);
  const hasMistakes = Object.keys(mistakes).length > 0;
  const saved = source.settings.mapping;
  const next = isEmpty ? undefined : mapping;
  // Written by the same hand, so that the order of fields makes no difference.
  const savedAsDraft = saved === undefined ? undefined : fromMappingDraft(toMappingDraft(saved)).mapping;
  const isChanged = JSON.stringify(savedAsDraft) !== JSON.stringify(next);
  const key = JSON.stringify([mapping, from, from === 'body' ? body : null]);
  const errors = {
    ...fieldErrors(trial.error),
    ...fieldErrors(update.error),
    ...(showsMissing
      ? Object.fromEntries(
          Object.entries(mistakes).map(([field, code]) => [field, t(`sources.mapping.error.${code}`)]),
        )
      : {}),
  };

  const tryIt = async () => {
    setShowsMissing(true);
    if (hasMistakes) return;
    const { trials } = await trial.mutateAsync({
      id: source.id,
      mapping,
      from,
      ...(from === 'body' ? { body } : {}),
    });
    setTried({ key, from });
    announce(t('sources.mapping.tried', { n: trials.length }));
  };
  const save = async () => {
    setShowsMissing(true);
    if (hasMistakes && !isEmpty) return false;
    const settingsWith = (value: typeof saved) => {
      const { mapping: _, ...rest } = source.settings;
      return value === undefined ? rest : { ...rest, mapping: value };
    };
    const set = (value: typeof saved) => update.mutateAsync({ id: source.id, settings: settingsWith(value) });
    await set(next);
    undoable({
      message: t(next === undefined ? 'sources.mapping.removed' : 'sources.mapping.saved', {
        name: source.name,
      }),
      undo: () => set(saved),
      redo: () => set(next),
    });
    return true;
  };
  const saveAndReplay = async () => {
    if (isChanged && !(await save())) return;
    const { changed } = await replay.mutateAsync(source.id);
    announce(t('sources.mapping.replayed', { n: changed }));
  };
  useKeys(
    t('sources.mapping.title'),
    [
      {
        key: 'Mod+Enter',
        label: t('sources.mapping.try'),
        run: () => void tryIt().catch(() => undefined),
        when: from !== 'body' || body.trim() !== '',
      },
    ],
    { inDialog: true },
  );
  const isOwnFormat = source.kind === 'generic' || source.kind === 'cloudevents';
  const isBusy = update.isPending || replay.isPending;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t.rich(`sources.mapping.hint.${isOwnFormat ? 'generic' : 'template'}`, {
          a: (parts) => (
            <Anchor href="https://jmespath.org/" target="_blank" rel="noreferrer" underline="always">
              {parts}
            </Anchor>
          ),
        })}
      </Text>
      <MappingFields draft={draft} onChange={setDraft} errors={errors} />
      <Group gap="sm" align="end">
        <SegmentedControl
          aria-label={t('sources.mapping.from')}
          value={from}
          onChange={(value) => setFrom(SOURCES_OF_BODIES.find((one) => one === value) ?? 'recent')}
          data={SOURCES_OF_BODIES.map((value) => ({ value, label: t(`sources.mapping.from.${value}`) }))}
        />
        <Button
          variant="light"
          loading={trial.isPending}
          disabled={from === 'body' && body.trim() === ''}
          onClick={() => void tryIt().catch(() => undefined)}
        >
          {t('sources.mapping.try')}
        </Button>
      </Group>
      {from === 'body' && (
        <Textarea
          label={t('sources.mapping.body')}
          value={body}
          autosize
          minRows={4}
          maxRows={16}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <FormError error={trial.error} />
      {trial.data && tried && (
        <section aria-label={t('sources.mapping.result')}>
          {tried.key !== key && (
            <Alert color="yellow" mb="xs" p="xs">
              {t('sources.mapping.stale')}
            </Alert>
          )}
          <MappingTrialList trials={trial.data.trials} from={tried.from} />
        </section>
      )}
      <FormError error={update.error ?? replay.error} />
      <Group justify="end">
        <Button
          variant={source.quarantined > 0 ? 'default' : 'filled'}
          disabled={!isChanged}
          loading={isBusy}
          onClick={() => void save().catch(() => undefined)}
        >
          {t('ui.save')}
        </Button>
        {source.quarantined > 0 && !isEmpty && (
          <Button loading={isBusy} onClick={() => void saveAndReplay().catch(() => undefined)}>
            {t(isChanged ? 'sources.mapping.saveAndReplay' : 'sources.mapping.replay', {
              n: source.quarantined,
            })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** `mapping.rule` and `settings.mapping.rule` of a refusal, by field. */
function fieldErrors(error: unknown): Partial<Record<MappingField, string>> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ path, message }) => {
      const field = /^(?:settings\.)?mapping\.(\w+)/.exec(path)?.[1];
      return field === undefined ? [] : [[field, message]];
    }),
  );
}
