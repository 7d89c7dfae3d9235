import { useQueryClient } from '@tanstack/react-query';
import type {
  CoverageGap,
  CreateCoverageGapBody,
  PatchCoverageGapBody,
} from '@tenken/shared/coverage.contract';
import { CoverageGapSchema } from '@tenken/shared/coverage.contract';
import { apiGet } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useGapChanges } from './coverage.queries.js';
import { signalName } from './signalName.js';

type Change = Omit<PatchCoverageGapBody, 'rowVersion'>;

/** Changes gaps with undo. What is undone is written over the newest version: the person has just said so. */
export function useChangeGap() {
  const t = useT();
  const undoable = useUndoToast();
  const queryClient = useQueryClient();
  const { create, patch } = useGapChanges();

  const subjectOf = (gap: CoverageGap) =>
    t('coverage.gap.subject', { service: gap.serviceName, signal: signalName(gap.signal, t) });
  const changeNow = async (id: string, change: Change) => {
    const newest = await apiGet(`/api/v1/coverage-gaps/${id}`, CoverageGapSchema);
    await patch.mutateAsync({ id, rowVersion: newest.rowVersion, ...change });
    await queryClient.invalidateQueries({ queryKey: ['coverage'] });
  };

  return {
    error: patch.error ?? create.error,
    isPending: patch.isPending || create.isPending,
    subjectOf,
    /** Throws ApiError. */
    async create(body: CreateCoverageGapBody) {
      const gap = await create.mutateAsync(body);
      undoable({
        message: t('coverage.gap.done.created', { subject: subjectOf(gap) }),
        undo: () => changeNow(gap.id, { deleted: true }),
        redo: () => changeNow(gap.id, { deleted: false }),
      });
      return gap;
    },
    /** Throws ApiError (`stale` when someone else was faster). */
    async change(gap: CoverageGap, change: Change) {
      const after = await patch.mutateAsync({ id: gap.id, rowVersion: gap.rowVersion, ...change });
      const message = change.deleted
        ? t('coverage.gap.done.deleted', { subject: subjectOf(gap) })
        : change.status
          ? t('coverage.gap.done.status', {
              subject: subjectOf(gap),
              status: t(`coverage.gap.status.${after.status}`),
            })
          : t('coverage.gap.done.changed', { subject: subjectOf(gap) });
      undoable({
        message,
        undo: () => changeNow(gap.id, backOf(gap, change)),
        redo: () => changeNow(gap.id, change),
      });
    },
  };
}

/** The change that brings the old values back; a state takes what belongs to it with it. */
function backOf(gap: CoverageGap, change: Change): Change {
  if (change.deleted !== undefined) return { deleted: !change.deleted };
  const back: Change = Object.fromEntries(
    Object.keys(change)
      .filter((key) => key in gap)
      .map((key) => [key, gap[key as keyof CoverageGap]]),
  );
  if (change.status === undefined) return back;
  return {
    ...back,
    status: gap.status === 'proven' ? 'closed' : gap.status,
    ...(gap.closingRule ? { closingAlertRuleId: gap.closingRule.id } : {}),
    ...(gap.acceptedReason === null ? {} : { acceptedReason: gap.acceptedReason }),
    ...(gap.acceptedUntil === null ? {} : { acceptedUntil: gap.acceptedUntil }),
  };
}
