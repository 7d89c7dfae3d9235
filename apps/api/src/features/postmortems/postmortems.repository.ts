import { Injectable } from '@nestjs/common';
import { Checklist, PostmortemSections, PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, selectOne } from '../../database/select.js';
import { toDate } from '../../database/to-date.js';

const PostmortemRecord = z.object({
  id: rowId,
  incidentId: rowId,
  title: z.string().nullable(),
  status: PostmortemStatus,
  owner: z.string().nullable(),
  ownerId: rowId.nullable(),
  url: z.string().nullable(),
  bodyMarkdown: z.string().nullable(),
  sections: PostmortemSections,
  requiredBy: z.array(z.string()),
  waivedReason: z.string().nullable(),
  waivedById: rowId.nullable(),
  checklist: Checklist,
  draftedAt: rowInstant.nullable(),
  reviewMeetingAt: rowInstant.nullable(),
  reviewedAt: rowInstant.nullable(),
  closedAt: rowInstant.nullable(),
  humanFields: z.array(z.string()),
  rowVersion: z.number().int(),
});
/** A whole row of `postmortems`; instants are ISO strings. */
export type PostmortemRecord = z.infer<typeof PostmortemRecord>;

/** Writes postmortems: one for an incident at most. */
@Injectable()
export class PostmortemRepository {
  findByIncidentForUpdate(db: Queryable, incidentId: string): Promise<PostmortemRecord | null> {
    return selectOne(
      db,
      PostmortemRecord,
      `select id, incident_id as "incidentId", title, status, owner, owner_id as "ownerId", url,
         body_markdown as "bodyMarkdown", sections, required_by as "requiredBy",
         waived_reason as "waivedReason", waived_by_id as "waivedById", checklist, drafted_at as "draftedAt",
         review_meeting_at as "reviewMeetingAt", reviewed_at as "reviewedAt", closed_at as "closedAt",
         human_fields as "humanFields", row_version as "rowVersion"
       from postmortems where incident_id = $1::bigint for update`,
      [incidentId],
    );
  }

  /** Makes an empty draft unless there is a postmortem already. */
  async ensure(db: Queryable, incidentId: string): Promise<PostmortemRecord> {
    await db.query(
      `insert into postmortems (incident_id) values ($1::bigint) on conflict (incident_id) do nothing`,
      [incidentId],
    );
    return (await this.findByIncidentForUpdate(db, incidentId))!;
  }

  async personExists(db: Queryable, userId: string): Promise<boolean> {
    const row = await selectOne(db, z.object({ id: rowId }), `select id from users where id = $1::bigint`, [
      userId,
    ]);
    return row !== null;
  }

  async save(db: Queryable, postmortem: PostmortemRecord): Promise<void> {
    await db.query(
      `update postmortems set title = $2, status = $3, owner = $4, owner_id = $5, url = $6, body_markdown = $7,
         sections = $8, required_by = $9, waived_reason = $10, waived_by_id = $11, checklist = $12,
         drafted_at = $13, review_meeting_at = $14, reviewed_at = $15, closed_at = $16, human_fields = $17,
         row_version = row_version + 1, updated_at = now()
       where id = $1::bigint`,
      [
        postmortem.id,
        postmortem.title,
        postmortem.status,
        postmortem.owner,
        postmortem.ownerId,
        postmortem.url,
        postmortem.bodyMarkdown,
        JSON.stringify(postmortem.sections),
        postmortem.requiredBy,
        postmortem.waivedReason,
        postmortem.waivedById,
        JSON.stringify(postmortem.checklist),
        toDate(postmortem.draftedAt),
        toDate(postmortem.reviewMeetingAt),
        toDate(postmortem.reviewedAt),
        toDate(postmortem.closedAt),
        postmortem.humanFields,
      ],
    );
  }
}
