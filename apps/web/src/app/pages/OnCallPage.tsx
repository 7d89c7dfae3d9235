import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { OnCallLoadPanel } from '../../features/on-call-load/OnCallLoadPanel.js';
import {
  type LoadRowsOf,
  type LoadScope,
  loadCsvPath,
} from '../../features/on-call-load/onCallLoad.queries.js';
import { useT } from '../../i18n/useT.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';

const route = getRouteApi('/on-call');
const NO_ROWS = { rows: undefined, rule: undefined, day: undefined, span: undefined };

export function OnCallPage() {
  const t = useT();
  const { from, to, timeZone, teamId, compare } = useScope();
  const { rotation = null, rows, rule, day, span } = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (search: object) => void navigate({ search: (old) => ({ ...old, ...search }) }),
    [navigate],
  );
  const scope = useMemo<LoadScope>(
    () => ({
      from,
      to,
      timeZone,
      rotation: rotation ?? teamId,
      compare: typeof compare === 'string' ? compare : 'previous',
      language: t.language,
    }),
    [from, to, timeZone, rotation, teamId, compare, t.language],
  );
  const shown = useMemo<LoadRowsOf | null>(() => {
    if (rows === undefined) return null;
    const [begins, ends] = span?.split('..') ?? [];
    return { rows, rule, day, from: ends ? begins : undefined, to: ends };
  }, [rows, rule, day, span]);
  return (
    <>
      <PageHeader
        title={t('app.page.onCall')}
        question={t('onCallLoad.question')}
        actions={
          <Button
            component="a"
            href={loadCsvPath(scope)}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            CSV
          </Button>
        }
      />
      <OnCallLoadPanel
        scope={scope}
        onRotationChange={(key) => change({ ...NO_ROWS, rotation: key })}
        rows={shown}
        onRowsChange={(of) =>
          change(
            of === null
              ? NO_ROWS
              : {
                  rows: of.rows,
                  rule: of.rule,
                  day: of.day,
                  span: of.from && of.to ? `${of.from}..${of.to}` : undefined,
                },
          )
        }
      />
    </>
  );
}
