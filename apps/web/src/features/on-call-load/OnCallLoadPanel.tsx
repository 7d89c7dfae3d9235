import { Grid, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { foldedFilter } from '../../ui/foldedFilter.js';
import { FloodList } from './FloodList.js';
import { Interruptions } from './Interruptions.js';
import { LoadFinding } from './LoadFinding.js';
import { LoadRowsDialog } from './LoadRowsDialog.js';
import { LoudestRules } from './LoudestRules.js';
import { NoiseExposure } from './NoiseExposure.js';
import { type LoadRowsOf, type LoadScope, loadQuery } from './onCallLoad.queries.js';
import { Scorecard } from './Scorecard.js';
import { ShiftPages } from './ShiftPages.js';

interface Props {
  scope: LoadScope;
  onRotationChange(rotation: string): void;
  /** the figure whose alerts are shown; null: none */
  rows: LoadRowsOf | null;
  onRowsChange(rows: LoadRowsOf | null): void;
}

/** What being on call was like: load against the standard's bars, pages a shift, floods, noise. */
export function OnCallLoadPanel({ scope, onRotationChange, rows, onRowsChange }: Props) {
  const t = useT();
  const query = useQuery(loadQuery(scope));
  return (
    <DataState
      query={query}
      isEmpty={(answer) => answer.rotation === null}
      empty={{ title: t('onCallLoad.empty'), hint: t('onCallLoad.empty.hint') }}
    >
      {(answer) => {
        const rotation = answer.rotation?.key ?? '';
        return (
          <Stack gap="md">
            <Select
              label={t('onCallLoad.rotation')}
              description={t('onCallLoad.rotation.hint')}
              data={answer.rotations.map(({ key, name }) => ({
                value: key,
                label: name ?? t('onCallLoad.rotation.none'),
              }))}
              value={rotation}
              onChange={(key) => key && onRotationChange(key)}
              allowDeselect={false}
              searchable
              filter={foldedFilter}
              maw={360}
            />
            <LoadFinding answer={answer} rotation={rotation} />
            {answer.observed === null ? (
              <Text>{t('onCallLoad.notObserved')}</Text>
            ) : (
              <Figures answer={answer} scope={scope} rotation={rotation} onRowsChange={onRowsChange} />
            )}
            <LoadRowsDialog scope={{ ...scope, rotation }} of={rows} onClose={() => onRowsChange(null)} />
          </Stack>
        );
      }}
    </DataState>
  );
}

interface FiguresProps {
  answer: OnCallLoadResponse;
  scope: LoadScope;
  rotation: string;
  onRowsChange(rows: LoadRowsOf): void;
}

function Figures({ answer, scope, rotation, onRowsChange }: FiguresProps) {
  const t = useT();
  const { scorecard, interruptions, shifts, definition } = answer;
  const timeZone = answer.rotation?.timeZone ?? scope.timeZone;
  return (
    <>
      {scorecard && (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Scorecard answer={answer} scorecard={scorecard} rotation={rotation} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <LoudestRules topTen={scorecard.topTen} fired={answer.fired} rotation={rotation} />
          </Grid.Col>
        </Grid>
      )}
      <Stack component="section" gap="xs" aria-labelledby="load-people">
        <Title order={2} size="h4" id="load-people">
          {t('onCallLoad.people')}
        </Title>
        {interruptions === null || shifts === null ? (
          <Paper withBorder p="sm">
            <Text size="sm">{t('onCallLoad.noPages')}</Text>
          </Paper>
        ) : (
          <>
            <Interruptions interruptions={interruptions} definition={definition} rotation={rotation} />
            <ShiftPages shifts={shifts} definition={definition} rotation={rotation} timeZone={timeZone} />
          </>
        )}
      </Stack>
      <FloodList
        scope={scope}
        rotation={rotation}
        onOpen={(flood) => onRowsChange({ rows: 'all', from: flood.from, to: flood.to })}
      />
      <Stack component="section" gap="xs" aria-labelledby="load-noise">
        <Title order={2} size="h4" id="load-noise">
          {t('onCallLoad.noise')}
        </Title>
        <NoiseExposure scope={scope} rotation={rotation} />
      </Stack>
    </>
  );
}
