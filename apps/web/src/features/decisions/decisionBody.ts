import type {
  CreateDecisionBody,
  Decision,
  DecisionKind,
  PatchDecisionBody,
} from '@tenken/shared/decisions.contract';
import { ownerOf } from '../../ui/OwnerInput.js';
import type { PersonOption } from '../../ui/PersonPicker.js';

/** What stands in the form; empty texts are not said. */
export interface DecisionDraft {
  kind: DecisionKind;
  reason: string;
  owner: string;
  dueOn: string;
  /** ISO instant */
  effectiveAt: string | null;
  acceptedPerWeek: number | null;
  acceptedUntil: string;
  mergeIntoRuleId: string | null;
  withAction: boolean;
}

export function draftOf(
  decision: Decision | undefined,
  start: {
    kind?: DecisionKind | undefined;
    reason?: string | undefined;
    mergeIntoRuleId?: string | undefined;
  },
): DecisionDraft {
  return {
    kind: decision?.kind ?? start.kind ?? 'tune',
    reason: decision?.reason ?? start.reason ?? '',
    owner: decision?.owner ?? '',
    dueOn: decision?.dueOn ?? '',
    effectiveAt: decision?.effectiveAt ?? null,
    acceptedPerWeek: decision?.acceptedPerWeek ?? null,
    acceptedUntil: decision?.acceptedUntil ?? '',
    mergeIntoRuleId: decision?.mergeIntoRule?.id ?? start.mergeIntoRuleId ?? null,
    withAction: true,
  };
}

/** What the API is sent: fields of another kind are left out, however much was typed into them before. */
export function createBodyOf(
  draft: DecisionDraft,
  people: readonly PersonOption[],
): Omit<CreateDecisionBody, 'alertRuleId'> {
  const isKept = draft.kind === 'keep';
  return {
    kind: draft.kind,
    ...(draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }),
    ...(isKept ? acceptedOf(draft) : { ...ownerOf(draft.owner, people), ...workOf(draft) }),
    ...(draft.kind === 'merge' && draft.mergeIntoRuleId !== null
      ? { mergeIntoRuleId: draft.mergeIntoRuleId }
      : {}),
    createActionItem: draft.withAction && !isKept,
  };
}

function workOf({ dueOn, effectiveAt }: DecisionDraft) {
  return { ...(dueOn === '' ? {} : { dueOn }), ...(effectiveAt === null ? {} : { effectiveAt }) };
}

function acceptedOf({ acceptedPerWeek, acceptedUntil }: DecisionDraft) {
  return {
    ...(acceptedPerWeek === null ? {} : { acceptedPerWeek }),
    ...(acceptedUntil === '' ? {} : { acceptedUntil }),
  };
}

/** The whole form as a change: what is empty is cleared. */
export function patchBodyOf(
  draft: DecisionDraft,
  people: readonly PersonOption[],
  rowVersion: number,
): PatchDecisionBody {
  const who = ownerOf(draft.owner, people);
  const isKept = draft.kind === 'keep';
  return {
    rowVersion,
    kind: draft.kind,
    reason: draft.reason.trim(),
    owner: 'owner' in who ? who.owner : null,
    ownerId: 'ownerId' in who ? who.ownerId : null,
    dueOn: draft.dueOn === '' ? null : draft.dueOn,
    effectiveAt: draft.effectiveAt,
    acceptedPerWeek: isKept ? draft.acceptedPerWeek : null,
    acceptedUntil: isKept && draft.acceptedUntil !== '' ? draft.acceptedUntil : null,
    mergeIntoRuleId: draft.kind === 'merge' ? draft.mergeIntoRuleId : null,
  };
}
