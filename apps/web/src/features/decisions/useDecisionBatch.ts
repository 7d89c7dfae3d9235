import { useQueryClient } from '@tanstack/react-query';
import type { CreateDecisionBody, Decision } from '@tenken/shared/decisions.contract';
import { useRef, useState } from 'react';
import { newClientId } from '../../api/newClientId.js';
import { useT } from '../../i18n/useT.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { createDecision, undoDecision } from './decisions.queries.js';

type Made = ReadonlyMap<string, Decision>;

/**
 * Decisions on several rules, sent one after the other: each is whole or not made at all, and the others go on. What
 * failed can be sent again; a rule whose answer was lost keeps its `clientId`, so nothing is made twice. All that was
 * made is undone together.
 */
export function useDecisionBatch() {
  const t = useT();
  const undoable = useUndoToast();
  const queryClient = useQueryClient();
  const clientIds = useRef(new Map<string, string>());
  const [made, setMade] = useState<Made>(new Map());
  const [failed, setFailed] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['decisions'] }),
      queryClient.invalidateQueries({ queryKey: ['alert-rules'] }),
    ]);

  const clientIdOf = (ruleId: string): string => {
    const known = clientIds.current.get(ruleId) ?? newClientId();
    clientIds.current.set(ruleId, known);
    return known;
  };

  /** Those that are there already are left out. All of them once every one is made; null when some failed. */
  const send = async (
    bodies: readonly Omit<CreateDecisionBody, 'clientId'>[],
  ): Promise<readonly Decision[] | null> => {
    setBusy(true);
    const failures = new Map<string, unknown>();
    const done = new Map(made);
    const fresh: Decision[] = [];
    setFailed(failures);
    for (const body of bodies) {
      if (done.has(body.alertRuleId)) continue;
      try {
        const decision = await createDecision({ ...body, clientId: clientIdOf(body.alertRuleId) });
        done.set(body.alertRuleId, decision);
        fresh.push(decision);
        setMade(new Map(done));
      } catch (error) {
        failures.set(body.alertRuleId, error);
        setFailed(new Map(failures));
      }
    }
    setBusy(false);
    if (fresh.length > 0) {
      // Undo of a decision that was only just made takes it back, and undo of that brings it back: of those alone that
      // nobody changed meanwhile. When one fails in the midst, the next try finds the others where they should be.
      let left = fresh;
      const toggle = async () => {
        const moved: Decision[] = [];
        for (const decision of left) {
          const after = await undoDecision(decision.id, decision.status);
          if ((after.status === 'cancelled') !== (decision.status === 'cancelled')) moved.push(after);
        }
        left = moved;
        await refresh();
      };
      undoable({ message: t('decisions.bulk.made', { n: fresh.length }), undo: toggle, redo: toggle });
      await refresh();
    }
    return failures.size === 0 ? [...done.values()] : null;
  };

  return { made, failed, isBusy, send };
}
