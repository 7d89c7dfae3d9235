import { describe, expect, it } from '@jest/globals';
import { CreateDecisionBody, DecisionsQuery } from './decisions.contract.js';
import { PutPresenceBody } from './review-live.contract.js';
import { RevealVotesBody } from './review-votes.contract.js';
import { ReviewItemsBody } from './reviews.contract.js';
import { RowId } from './row-id.js';
import { GiveVerdictBody, UndoVerdictsBody } from './verdicts.contract.js';

/** One more than a bigint holds: the database would fail over it, and the caller would be told of a fault of the server. */
const TOO_LARGE = '9223372036854775808';

describe('ids of rows', () => {
  it.each([
    [RowId, (id: string) => id],
    [GiveVerdictBody, (id: string) => ({ alertRuleId: id, verdict: 'expected' })],
    [UndoVerdictsBody, (id: string) => ({ ids: [id] })],
    [CreateDecisionBody, (id: string) => ({ alertRuleId: id, kind: 'tune' })],
    [DecisionsQuery, (id: string) => ({ serviceId: id })],
    [ReviewItemsBody, (id: string) => ({ itemIds: [id], reviewed: true })],
    [RevealVotesBody, (id: string) => ({ itemIds: [id], revealed: true })],
    [
      PutPresenceBody,
      (id: string) => ({ tabId: 'tab-of-tests', step: null, itemId: id, isFollowing: false, editing: null }),
    ],
  ])('fit into the database', (schema, given) => {
    expect(schema.safeParse(given('12')).success).toBe(true);
    expect(schema.safeParse(given(TOO_LARGE)).success).toBe(false);
  });
});
