import { Inject, Injectable } from '@nestjs/common';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import type { Language } from '@tenken/shared/identity.contract';
import type { CreateTrackerIssueBody, TrackerIssueDraft } from '@tenken/shared/tracker-issues.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemChangeService } from '../action-items/action-item-changes.service.js';
import { ActionItemReadModel } from '../action-items/action-items.read-model.js';
import { TrackerChangeService } from '../action-items/tracker-changes.service.js';
import {
  GithubIssueService,
  type IssueRefusal,
  type MadeIssue,
} from '../connectors/github-issues.service.js';
import { renderIssue } from './render-issue.js';
import { TrackerIssueRepository } from './tracker-issues.repository.js';

/** Makes issues of action items. Whatever goes wrong, the item stays as it was. */
@Injectable()
export class TrackerIssueService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: TrackerIssueRepository,
    private readonly items: ActionItemReadModel,
    private readonly changes: ActionItemChangeService,
    private readonly trackerChanges: TrackerChangeService,
    private readonly github: GithubIssueService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** What an issue would say, and where it could go. */
  async draft(id: string, language: Language): Promise<TrackerIssueDraft> {
    const item = await this.items.get(id);
    return {
      ...this.render(item, language),
      connections: await this.github.connections(),
      lastFailure:
        item.url === null
          ? await this.repository.lastFailure(this.dataSource.manager, id, this.clock.now())
          : null,
    };
  }

  /** @throws {DomainError} `issue_exists`, `issue_in_progress`, `tracker_…` with the reason */
  async create(actor: Actor, id: string, body: CreateTrackerIssueBody): Promise<ActionItemRow> {
    if ((await this.items.get(id)).url !== null) throw issueExists();
    const connectorId = await this.chooseConnection(body);
    const db = this.dataSource.manager;
    const { repository } = body;
    const attempt = {
      actionItemId: id,
      connectorId,
      repository,
      userId: actor.userId,
      now: this.clock.now(),
    };
    if (!(await this.repository.begin(db, attempt))) {
      throw new DomainError(
        'conflict',
        'issue_in_progress',
        'Someone is making an issue of this item right now.',
      );
    }
    // Nobody else makes one from here on; one may have been made since the first look.
    const item = await this.items.get(id);
    if (item.url !== null) {
      await this.repository.succeed(db, id, item.url);
      throw issueExists();
    }
    const draft = this.render(item, body.language ?? 'en');
    const issue = { title: body.title ?? draft.title, body: body.body ?? draft.body };
    const answer = await this.github.create(connectorId, repository, issue).catch(async (error: unknown) => {
      const detail = 'Something went wrong on the server; see its log.';
      await this.repository.fail(db, id, { code: 'tracker_unclear', detail });
      throw error;
    });
    if ('refused' in answer) {
      await this.repository.fail(db, id, answer.refused);
      throw asError(answer.refused);
    }
    const { made } = answer;
    await this.link(actor, id, made).catch(async (error: unknown) => {
      const detail = `The issue was made (${made.html_url}), but could not be written down here; see the log of the server.`;
      await this.repository.fail(db, id, { code: 'tracker_unclear', detail });
      throw error;
    });
    return this.items.get(id);
  }

  /** From now on the issue says how the item stands: its webhook finds the item by this address. */
  private async link(actor: Actor, id: string, made: MadeIssue): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      await this.changes.change(actor, id, { url: made.html_url }, undefined, db);
      await this.trackerChanges.apply(db, {
        source: 'github',
        externalId: externalIdOf(made),
        title: made.title,
        url: made.html_url,
        status: 'open',
        at: made.updated_at,
        createdAt: made.created_at,
        isBinary: true,
      });
      await this.repository.succeed(db, id, made.html_url);
    });
  }

  private render(item: ActionItemRow, language: Language): { title: string; body: string } {
    const url = `${this.env.PUBLIC_URL}/actions?ids=${item.id}`;
    return {
      title: item.title.slice(0, 256),
      body: renderIssue(item, { language, url, publicUrl: this.env.PUBLIC_URL }),
    };
  }

  private async chooseConnection({ connectionId, repository }: CreateTrackerIssueBody): Promise<string> {
    const all = await this.github.connections();
    const chosen =
      connectionId === undefined
        ? (all.find(({ repositories }) => repositories.includes(repository)) ?? all[0])
        : all.find(({ id }) => id === connectionId);
    if (chosen !== undefined) return chosen.id;
    if (connectionId !== undefined) throw DomainError.invalid('connectionId', 'there is no such connection');
    throw new DomainError(
      'conflict',
      'tracker_not_set_up',
      'No connector has a token for GitHub. Add one to a GitHub source, or copy the item as Markdown.',
    );
  }
}

function issueExists(): DomainError {
  return new DomainError('conflict', 'issue_exists', 'This action item names an issue already.');
}

/** `owner/repository#12`, as GitHub spells it. */
function externalIdOf({ html_url, number }: MadeIssue): string {
  const [owner, name] = new URL(html_url).pathname.split('/').filter((part) => part !== '');
  return `${owner}/${name}#${number}`;
}

function asError({ code, detail, retryAfterSeconds }: IssueRefusal): DomainError {
  const isTemporary =
    code === 'tracker_unreachable' || code === 'tracker_limited' || code === 'tracker_unclear';
  return new DomainError(
    isTemporary ? 'unavailable' : 'conflict',
    code,
    detail,
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );
}
