import { Badge, Button, Code, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SchemaFinding, SourceSchemaResponse } from '@tenken/shared/schema-drift.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useScope } from '../../url/useScope.js';
import { sourceSchemaQuery, useDriftActions } from './sourceDrift.queries.js';

const COLORS = { new: 'blue', missing: 'orange', retyped: 'yellow' } as const;

/** How the deliveries of a source differ from the shape that was learned of them. */
export function SourceDriftPanel({ sourceId }: { sourceId: string }) {
  const t = useT();
  const { timeZone } = useScope();
  const mayChange = useMay('write');
  const query = useQuery(sourceSchemaQuery(sourceId));
  const { endLearning } = useDriftActions(sourceId);
  const at = (instant: string) => formatInstant(instant, { language: t.language, timeZone });
  return (
    <>
      <DataState
        query={query}
        skeleton="text"
        isEmpty={({ schemas }) => schemas.length === 0}
        empty={{ title: t('sources.drift.empty'), hint: t('sources.drift.empty.hint') }}
        gathering={(data) => {
          const learning = data.schemas.filter(({ baselineAt }) => baselineAt === null);
          const [first] = learning;
          if (first === undefined || data.findings.length > 0) return null;
          return {
            title: t('sources.drift.learning', {
              n: sum(learning.map(({ sampled }) => sampled)),
              since: at(first.firstSampledAt),
            }),
            hint: t('sources.drift.learning.hint'),
            action: mayChange ? (
              <Button
                size="xs"
                variant="default"
                loading={endLearning.isPending}
                onClick={() => endLearning.mutate()}
              >
                {t('sources.drift.endLearning')}
              </Button>
            ) : null,
          };
        }}
      >
        {(data) =>
          data.findings.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('sources.drift.none', {
                fields: sum(data.schemas.map(({ fields }) => fields)),
                n: sum(data.schemas.map(({ sampled }) => sampled)),
              })}
            </Text>
          ) : (
            <Findings sourceId={sourceId} data={data} mayChange={mayChange} at={at} />
          )
        }
      </DataState>
      <FormError error={endLearning.error} />
    </>
  );
}

interface FindingsProps {
  sourceId: string;
  data: SourceSchemaResponse;
  mayChange: boolean;
  at(instant: string): string;
}

function Findings({ sourceId, data, mayChange, at }: FindingsProps) {
  const t = useT();
  const undoable = useUndoToast();
  const { acknowledge, restore } = useDriftActions(sourceId);
  const accept = async (findings: readonly SchemaFinding[]) => {
    const keys = findings.map(({ adapter, path, kind }) => ({ adapter, path, kind }));
    const done = await acknowledge.mutateAsync({ findings: keys });
    if (done.findings.length === 0) return;
    undoable({
      message: t('sources.drift.acknowledged', { n: done.findings.length }),
      undo: () => restore.mutateAsync(done),
      redo: () => acknowledge.mutateAsync({ findings: keys }),
    });
  };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('sources.drift.hint')}
      </Text>
      {data.findings.map((finding) => (
        <Paper
          key={`${finding.adapter} ${finding.path} ${finding.kind}`}
          withBorder
          p="xs"
          component="section"
          aria-label={finding.path}
        >
          <Group justify="space-between" wrap="nowrap" align="start">
            <div>
              <Group gap={6}>
                <Badge color={COLORS[finding.kind]} variant="light" tt="none">
                  {t(`sources.drift.kind.${finding.kind}`)}
                </Badge>
                <Code style={{ overflowWrap: 'anywhere' }}>{finding.path}</Code>
              </Group>
              <Text size="xs" mt={4}>
                {sentence(finding)}
              </Text>
              {finding.example !== null && (
                <Text size="xs" c="dimmed">
                  {t('sources.drift.example', { example: finding.example })}
                </Text>
              )}
            </div>
            {mayChange && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('sources.drift.expectedOne', { path: finding.path })}
                disabled={acknowledge.isPending}
                onClick={() => void accept([finding]).catch(() => undefined)}
              >
                {t('sources.drift.expected')}
              </Button>
            )}
          </Group>
        </Paper>
      ))}
      <FormError error={acknowledge.error ?? restore.error} />
      {mayChange && data.findings.length > 1 && (
        <Group justify="end">
          <Button
            size="xs"
            variant="default"
            loading={acknowledge.isPending}
            onClick={() => void accept(data.findings).catch(() => undefined)}
          >
            {t('sources.drift.expectedAll', { n: data.findings.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );

  function sentence(finding: SchemaFinding): string {
    const since = at(finding.since);
    switch (finding.kind) {
      case 'new':
        return t('sources.drift.new', { since, n: finding.seen });
      case 'missing':
        return t('sources.drift.missing', {
          since,
          n: finding.absent,
          last: at(finding.lastSeenAt),
        });
      case 'retyped':
        return t('sources.drift.retyped', {
          since,
          before: finding.types.map(typeName).join(t('ui.listSeparator')),
          after: typeName(finding.retypedTo ?? ''),
        });
    }
  }

  function typeName(type: string): string {
    return t.optional(`sources.drift.type.${type}`) ?? type;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
