import { Alert, Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { ReplayBucket, ReplayKept, ReplayResponse } from '@tenken/shared/replay.contract';
import { useState } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { CannotKnow } from './CannotKnow.js';
import { CurvePanel } from './CurvePanel.js';
import { GridPanel } from './GridPanel.js';
import { IncidentsDialog, incidentsOf } from './IncidentsDialog.js';
import { LoudestPanel } from './LoudestPanel.js';
import { keptOf } from './prepareReplay.js';
import { type IncidentKind, ReplayFigures } from './ReplayFigures.js';
import { ReplayRowsDialog } from './ReplayRowsDialog.js';
import { type ReplayScope, type ReplaySelection, replayQuery } from './replay.queries.js';
import { isAsRecorded, searchOf, settingsOf, type WhatIfSearch } from './replaySettings.js';
import { SettingForm } from './SettingForm.js';
import { SuggestedChange } from './SuggestedChange.js';
import type { TakeOver } from './takeOver.js';

/** Fewer alerts than this are no ground to choose a setting on. */
const TOO_FEW = 10;
const NAMES = {
  recorded: 'whatIf.figure.episodes',
  episodes: 'whatIf.figure.episodes',
  pages: 'whatIf.figure.pages',
  dropped: 'whatIf.figure.dropped',
  merged: 'whatIf.figure.merged',
  undecided: 'whatIf.figure.undecided',
  pages_dropped: 'whatIf.figure.merged',
  pages_within_gap: 'whatIf.figure.withinGap',
  pages_outside_hours: 'whatIf.figure.outsideHours',
  pages_held: 'whatIf.figure.held',
  nuisance_removed: 'whatIf.figure.nuisance',
  actionable_lost: 'whatIf.figure.actionable',
  actionable_folded: 'whatIf.figure.folded',
  other_judged_removed: 'whatIf.figure.otherJudged',
  unjudged_removed: 'whatIf.figure.unjudged',
} as const satisfies Record<ReplayBucket, string>;

export interface WhatIfPanelProps {
  selection: ReplaySelection;
  scope: ReplayScope;
  /** The setting, as the address says it. */
  search: WhatIfSearch;
  onSearchChange(search: WhatIfSearch): void;
  /** of a single rule: its change is suggested as a diff */
  rule?: AlertRuleResponse | undefined;
  /** Takes the setting over into a decision; without it there is no such button. */
  onTake?: ((kept: ReplayKept) => void) | undefined;
  /** The same of several rules: a decision for each. */
  onTakeEach?: ((taking: TakeOver) => void) | undefined;
}

/** Settings tried on recorded history: what would be quieter, what would be lost, and how to change the rule. */
export function WhatIfPanel(props: WhatIfPanelProps) {
  const { selection, scope, search, onSearchChange } = props;
  const t = useT();
  const settings = settingsOf(search);
  const query = useQuery(replayQuery(selection, scope, settings));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="what-if">
      <Group justify="space-between" mb="xs">
        <Group gap={4}>
          <Title order={2} size="h4" id="what-if">
            {t('whatIf.title')}
          </Title>
          <DefinitionButton definitionKey="replay" answered={query.data?.definition ?? null} />
        </Group>
        {query.isPlaceholderData && <Loader size="xs" aria-label={t('whatIf.busy')} />}
      </Group>
      <Stack gap="md">
        <DataState
          query={query}
          isEmpty={(answer) => answer.recorded.episodes === 0 && answer.recorded.undecided === 0}
          empty={{ title: t('whatIf.empty'), hint: t('whatIf.empty.hint') }}
          skeleton={<Calculating />}
        >
          {(answer) => <Finding answer={answer} />}
        </DataState>
        <SettingForm settings={settings} onChange={(next) => onSearchChange(searchOf(next))} />
        {query.data && query.data.recorded.episodes > 0 && <Answer {...props} answer={query.data} />}
      </Stack>
    </Paper>
  );
}

/** A large selection takes some seconds. */
function Calculating() {
  const t = useT();
  return (
    <Group gap="xs" role="status" mih={32}>
      <Loader size="xs" aria-hidden />
      <Text size="sm" c="dimmed">
        {t('whatIf.calculating')}
      </Text>
    </Group>
  );
}

function Finding({ answer }: { answer: ReplayResponse }) {
  const t = useT();
  return (
    <>
      <Text fw={700} fz="lg" role="status">
        {sentenceOf(answer, t)}
      </Text>
      {answer.recorded.episodes < TOO_FEW && (
        <Alert color="yellow" role="note" mt="xs">
          {t('whatIf.few', { n: answer.recorded.episodes })}
        </Alert>
      )}
    </>
  );
}

function Answer({ answer, ...props }: WhatIfPanelProps & { answer: ReplayResponse }) {
  const { selection, scope, onSearchChange, rule, onTake, onTakeEach } = props;
  const t = useT();
  const [rows, setRows] = useState<{ bucket: ReplayBucket; isRecorded: boolean } | null>(null);
  const [kind, setKind] = useState<IncidentKind | null>(null);
  const { settings } = answer.setting;
  return (
    <>
      <ReplayFigures
        answer={answer}
        onRows={(bucket, isRecorded) => setRows({ bucket, isRecorded })}
        onIncidents={setKind}
      />
      <GridPanel answer={answer} onChoose={(chosen) => onSearchChange(searchOf(chosen))} />
      <CurvePanel answer={answer} />
      {rule && <SuggestedChange rule={rule} settings={settings} />}
      {onTake && !isAsRecorded(settings) && (
        <Group gap="sm" data-print="hidden">
          <Button onClick={() => onTake(keptOf(answer))}>{t('whatIf.take')}</Button>
          <Text size="sm" c="dimmed">
            {t('whatIf.take.hint')}
          </Text>
        </Group>
      )}
      {onTakeEach && !isAsRecorded(settings) && (
        <Group gap="sm" data-print="hidden">
          <Button onClick={() => onTakeEach({ kind: 'setting', settings })}>{t('whatIf.takeEach')}</Button>
          <Text size="sm" c="dimmed">
            {t('whatIf.takeEach.hint')}
          </Text>
        </Group>
      )}
      {answer.loudest !== null && (
        <LoudestPanel
          answer={answer}
          points={answer.loudest}
          onTake={onTakeEach && ((ruleIds) => onTakeEach({ kind: 'loudest', ruleIds }))}
        />
      )}
      <CannotKnow codes={answer.cannotKnow} />
      <ReplayRowsDialog
        opened={rows !== null}
        onClose={() => setRows(null)}
        title={t(NAMES[rows?.bucket ?? 'episodes'])}
        selection={selection}
        scope={scope}
        settings={rows?.isRecorded ? answer.recorded.settings : settings}
        bucket={rows?.bucket ?? 'episodes'}
      />
      <IncidentsDialog
        opened={kind !== null}
        onClose={() => setKind(null)}
        title={t(kind === null ? 'whatIf.incidents' : `whatIf.figure.${kind}`)}
        effects={kind === null ? [] : incidentsOf(kind, answer.incidents)}
      />
    </>
  );
}

function sentenceOf({ recorded, setting }: ReplayResponse, t: Translator): string {
  const hasPages = recorded.pages === null ? 'no' : 'yes';
  if (isAsRecorded(setting.settings))
    return t('whatIf.sentence.recorded', {
      episodes: recorded.episodes,
      pages: recorded.pages ?? 0,
      hasPages,
    });
  const figures = {
    before: recorded.episodes,
    after: setting.episodes,
    pagesBefore: recorded.pages ?? 0,
    pagesAfter: setting.pages ?? 0,
    hasPages,
  };
  if (setting.confirmed.linked + setting.proposed.linked === 0)
    return t('whatIf.sentence.noIncidents', figures);
  return t('whatIf.sentence', {
    ...figures,
    missed: setting.confirmed.missed,
    late: setting.confirmed.late,
  });
}
