import { Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CoverageGap } from '@tenken/shared/coverage.contract';
import { type DetectionLedgerRow, DetectionOutcomeSchema } from '@tenken/shared/detection.contract';
import { useCallback, useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { AcceptGapDialog, type ToAccept } from '../../features/coverage/AcceptGapDialog.js';
import { CellDetails } from '../../features/coverage/CellDetails.js';
import { CellsDialog } from '../../features/coverage/CellsDialog.js';
import { CloseGapDialog } from '../../features/coverage/CloseGapDialog.js';
import { matrixQuery } from '../../features/coverage/coverage.queries.js';
import { type GapDraft, GapFormDialog } from '../../features/coverage/GapFormDialog.js';
import { GapRegister } from '../../features/coverage/GapRegister.js';
import { MatrixPanel } from '../../features/coverage/MatrixPanel.js';
import { ownSignals } from '../../features/coverage/ownSignals.js';
import { DetectionLedger } from '../../features/detection/DetectionLedger.js';
import { ledgerQuery } from '../../features/detection/detection.queries.js';
import { useT } from '../../i18n/useT.js';
import { dayOf } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { useScope } from '../../url/useScope.js';
import { peopleOptionsQuery } from '../peopleOptions.js';
import { serviceOptionsQuery } from '../scopeOptions.js';

const route = getRouteApi('/coverage');
const NO_STATUS: readonly string[] = [];

export function CoveragePage() {
  const t = useT();
  const scope = useScope();
  const { cell, gap, rule, state, outcome, told = rule || outcome ? 'all' : 'people' } = route.useSearch();
  const outcomes = useMemo(
    () => DetectionOutcomeSchema.options.filter((word) => outcome?.includes(word)),
    [outcome],
  );
  const navigate = route.useNavigate();
  const change = useCallback(
    (search: object) => void navigate({ search: (old) => ({ ...old, ...search }) }),
    [navigate],
  );
  const mayWrite = useMay('write');
  const now = useNow();
  const matrix = useQuery(matrixQuery(scope));
  const services = useQuery(serviceOptionsQuery);
  const people = useQuery(peopleOptionsQuery);
  const ledger = useInfiniteQuery(ledgerQuery(scope, 'all', { limit: 200 }));
  const [draft, setDraft] = useState<GapDraft | null>(null);
  const [toAccept, setToAccept] = useState<ToAccept | null>(null);
  const [toClose, setToClose] = useState<CoverageGap | null>(null);

  const open = useMemo(() => {
    const dot = cell?.indexOf('.') ?? -1;
    if (!cell || dot < 0) return null;
    const service = matrix.data?.services.find((one) => one.id === cell.slice(0, dot));
    const found = service?.cells.find((one) => one.signal === cell.slice(dot + 1));
    return service && found ? { service, cell: found } : null;
  }, [cell, matrix.data]);

  const ruleName = useMemo(
    () =>
      matrix.data?.services
        .flatMap((service) => service.cells.flatMap((one) => one.rules))
        .find((one) => one.id === rule)?.name ?? null,
    [matrix.data, rule],
  );
  const editGap = useCallback((changed: CoverageGap, what: 'edit' | 'close' | 'accept') => {
    if (what === 'edit') setDraft({ gap: changed });
    else if (what === 'close') setToClose(changed);
    else setToAccept({ gap: changed });
  }, []);
  const recordGap = useCallback((row: DetectionLedgerRow) => {
    setDraft({
      incident: { id: row.incidentId, title: row.title },
      ...(row.services[0] ? { serviceId: row.services[0].id } : {}),
    });
  }, []);
  const incidents = useMemo(
    () =>
      ledger.data?.pages.flatMap((page) =>
        page.items.map((row) => ({ id: row.incidentId, title: row.title })),
      ) ?? [],
    [ledger.data],
  );

  return (
    <>
      <PageHeader title={t('app.page.coverage')} question={t('coverage.question')} />
      <Stack gap="md">
        <MatrixPanel
          query={matrix}
          mayWrite={mayWrite}
          onOpen={(serviceId, opened) => change({ cell: `${serviceId}.${opened.signal}` })}
          onAdd={(serviceId, { signal }) => setDraft({ serviceId, signal })}
          onAccept={(serviceId, { signal }) => setToAccept({ serviceId, signal })}
        />
        <GapRegister
          scope={scope}
          timeZone={scope.timeZone}
          status={gap ?? NO_STATUS}
          onStatusChange={(status) => change({ gap: status })}
          mayWrite={mayWrite}
          onAdd={() => setDraft({})}
          onEditGap={editGap}
        />
        <DetectionLedger
          scope={scope}
          told={told}
          rule={rule ? { id: rule, name: ruleName } : null}
          onRuleClear={() => change({ rule: undefined })}
          onToldChange={(value) => change({ told: value === 'people' ? undefined : value })}
          outcome={outcomes}
          onOutcomeClear={() => change({ outcome: undefined })}
          mayWrite={mayWrite}
          onRecordGap={mayWrite ? recordGap : null}
        />
      </Stack>
      <CellsDialog
        scope={scope}
        state={state ?? null}
        onOpen={(row) => change({ state: undefined, cell: `${row.serviceId}.${row.signal}` })}
        onClose={() => change({ state: undefined })}
      />
      <CellDetails
        open={open}
        own={matrix.data ? ownSignals(matrix.data) : []}
        timeZone={scope.timeZone}
        mayWrite={mayWrite}
        onClose={() => change({ cell: undefined })}
        onAdd={({ service, cell: of }) => setDraft({ serviceId: service.id, signal: of.signal })}
        onAccept={({ service, cell: of }) => setToAccept({ serviceId: service.id, signal: of.signal })}
        onEditGap={editGap}
      />
      <GapFormDialog
        draft={draft}
        services={services.data ?? []}
        incidents={incidents}
        people={people.data ?? []}
        onClose={() => setDraft(null)}
      />
      <CloseGapDialog gap={toClose} onClose={() => setToClose(null)} />
      <AcceptGapDialog
        subject={toAccept}
        today={dayOf(now, scope.timeZone)}
        onClose={() => setToAccept(null)}
      />
    </>
  );
}
