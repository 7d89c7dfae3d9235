import { Injectable } from '@nestjs/common';
import type { Agreement, RuleVotes } from '@tenken/shared/review-votes.contract';
import { VerdictSchema } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import { measureAgreement } from './measure-agreement.js';
import { NO_VERDICTS } from './no-verdicts.js';

const VoteRow = z.object({
  item_id: rowId,
  is_revealed: z.boolean(),
  /** before the votes on this rule were first open */
  is_blind: z.boolean(),
  user_id: rowId.nullable(),
  user_name: z.string().nullable(),
  verdict: VerdictSchema.nullable(),
});

export const NO_VOTES: RuleVotes = { isRevealed: false, mine: null, voters: [], all: [], counts: null };

/** Votes before the discussion: what the person who asks may see of them, and how far they agree. */
@Injectable()
export class ReviewVotesReadModel {
  /** By agenda item; items that are not open and have no vote are left out. `viewerId` null: nobody in particular. */
  async find(
    db: Queryable,
    sessionId: string,
    viewerId: string | null,
  ): Promise<{ byItem: Map<string, RuleVotes>; agreement: Agreement | null }> {
    const rows = await select(
      db,
      VoteRow,
      `select i.id as item_id, i.votes_revealed_at is not null as is_revealed,
         coalesce(v.voted_at <= i.votes_first_revealed_at, true) as is_blind,
         v.user_id, u.name as user_name, v.verdict
       from agenda_items i
       left join review_votes v on v.agenda_item_id = i.id
       left join users u on u.id = v.user_id
       where i.review_session_id = $1 and i.kind = 'alert_rule'
         and (i.votes_revealed_at is not null or v.user_id is not null)
       order by i.id, v.voted_at, v.user_id`,
      [sessionId],
    );
    const byItem = new Map<string, RuleVotes>();
    const open = new Map<string, Map<string, z.output<typeof VerdictSchema>>>();
    for (const row of rows) {
      const votes = byItem.get(row.item_id) ?? empty(row.is_revealed);
      byItem.set(row.item_id, votes);
      if (row.user_id === null || row.verdict === null) continue;
      const person = { id: row.user_id, name: row.user_name ?? '' };
      votes.voters.push(person);
      if (row.user_id === viewerId) votes.mine = row.verdict;
      if (votes.counts === null) continue;
      votes.all.push({ person, verdict: row.verdict });
      votes.counts[row.verdict] += 1;
      if (!row.is_blind) continue;
      const blind = open.get(row.item_id) ?? new Map();
      open.set(row.item_id, blind.set(row.user_id, row.verdict));
    }
    return { byItem, agreement: measureAgreement([...open.values()]) };
  }
}

function empty(isRevealed: boolean): RuleVotes {
  return { isRevealed, mine: null, voters: [], all: [], counts: isRevealed ? { ...NO_VERDICTS } : null };
}
