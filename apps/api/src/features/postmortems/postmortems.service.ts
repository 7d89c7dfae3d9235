import { Injectable } from '@nestjs/common';
import { PostmortemImportRecord } from '@tenken/shared/postmortems.contract';
import type { z } from 'zod';
import type { Queryable } from '../../database/select.js';
import { parseRecord } from '../../errors/parse-record.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService, type ImportOutcome } from '../action-items/action-items.service.js';
import { IncidentService } from '../incidents/incidents.service.js';

/** Postmortems as documents of their own: imported with the incident they speak of and its action items. */
@Injectable()
export class PostmortemService {
  constructor(
    private readonly incidents: IncidentService,
    private readonly actionItems: ActionItemService,
  ) {}

  /**
   * Takes in one postmortem. Where its incident is not known yet, it is made from the same record; where it is, the
   * record adds to it. Action items get the postmortem's id and their place in it as external id, unless they have
   * their own. The same record twice is `unchanged`.
   */
  async importRecord(
    db: Queryable,
    actor: Actor,
    record: z.input<typeof PostmortemImportRecord>,
  ): Promise<ImportOutcome> {
    const said = parseRecord(PostmortemImportRecord, record);
    const { actionItems = [], incidentExternalId, postmortemUrl, postmortemClosedAt, ...rest } = said;
    const {
      status,
      owner,
      draftedAt,
      reviewMeetingAt,
      reviewedAt,
      bodyMarkdown,
      sections,
      checklist,
      ...incident
    } = rest;
    const externalId = incidentExternalId ?? said.externalId;
    const outcomes: ImportOutcome[] = [
      await this.incidents.importRecord(db, actor, {
        ...incident,
        externalId,
        postmortem: {
          title: said.title,
          status,
          owner,
          draftedAt,
          reviewMeetingAt,
          reviewedAt,
          bodyMarkdown,
          sections,
          checklist,
          url: postmortemUrl,
          closedAt: postmortemClosedAt,
        },
      }),
    ];
    for (const [index, item] of actionItems.entries()) {
      outcomes.push(
        await this.actionItems.importRecord(db, actor, {
          ...item,
          createdAt: item.createdAt ?? said.draftedAt ?? said.resolvedAt ?? said.startedAt,
          externalId: item.externalId ?? `${said.externalId}#${index + 1}`,
          source: said.source,
          incidentExternalId: externalId,
          isSample: said.isSample,
        }),
      );
    }
    if (outcomes[0] === 'created') return 'created';
    return outcomes.every((outcome) => outcome === 'unchanged') ? 'unchanged' : 'updated';
  }
}
