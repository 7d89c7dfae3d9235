import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowId, select } from '../../database/select.js';
import { OutboundClient } from '../../outbound/outbound-client.js';
import { OutboundError } from '../../outbound/outbound-error.js';
import { ConnectorRepository } from './connector.repository.js';
import { clientOf } from './connector-runner.service.js';
import { PullTime } from './kinds/pull-time.js';
import { readAnswer } from './pull-client.js';
import { PullError, RateLimited } from './pull-error.js';

const TIMEOUT_MS = 20_000;

const ConnectionRow = z.object({
  id: rowId,
  sourceName: z.string(),
  url: z.string(),
  repositories: z.array(z.string()).catch([]),
});

const MadeIssue = z.object({
  number: z.number().int(),
  title: z.string(),
  html_url: z.url({ protocol: /^https?$/ }),
  created_at: PullTime,
  updated_at: PullTime,
});
export type MadeIssue = z.infer<typeof MadeIssue>;

/** `unclear`: the request went out and no answer came, so the issue may be there. The rest certainly made none. */
export type IssueRefusal = {
  code:
    | 'tracker_unauthorized'
    | 'tracker_forbidden'
    | 'tracker_not_found'
    | 'tracker_refused'
    | 'tracker_unreachable'
    | 'tracker_limited'
    | 'tracker_unclear';
  detail: string;
  retryAfterSeconds?: number;
};

/** Makes issues with the token of a connector that follows GitHub's issues. The token stays in this feature. */
@Injectable()
export class GithubIssueService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorRepository,
    private readonly outbound: OutboundClient,
    private readonly clock: Clock,
  ) {}

  /** Connectors that have a token, also those that are paused: what they fetch and what is sent are two things. */
  async connections(): Promise<{ id: string; sourceName: string; host: string; repositories: string[] }[]> {
    const rows = await select(
      this.dataSource.manager,
      ConnectionRow,
      `select c.id, s.name as "sourceName", c.url, c.settings -> 'repositories' as repositories
       from connectors c join sources s on s.id = c.source_id
       where c.kind = 'github-issues' and c.token is not null order by s.name, c.id`,
    );
    return rows.map(({ url, ...row }) => ({ ...row, host: new URL(url).host }));
  }

  /** Makes an issue, or says why there is none. */
  async create(
    connectorId: string,
    repository: string,
    issue: { title: string; body: string },
  ): Promise<{ made: MadeIssue } | { refused: IssueRefusal }> {
    const connector = await this.connectors.findById(this.dataSource.manager, connectorId);
    if (connector === null || connector.kind !== 'github-issues' || connector.token === null) {
      return { refused: { code: 'tracker_not_found', detail: 'There is no such connection to GitHub.' } };
    }
    const client = clientOf(this.outbound, connector, this.clock, AbortSignal.timeout(TIMEOUT_MS));
    let isAnswered = false;
    try {
      const { value } = await client.post(`/repos/${repository}/issues`, issue);
      isAnswered = true;
      return { made: readAnswer(MadeIssue, value, 'GitHub’s issue') };
    } catch (error) {
      const refused = refusalOf(error, repository, isAnswered);
      if (refused === null) throw error;
      return { refused };
    }
  }
}

/** Null for what is a mistake of our own. */
function refusalOf(error: unknown, repository: string, isAnswered: boolean): IssueRefusal | null {
  if (error instanceof RateLimited) {
    const { retryAfterSeconds, message } = error;
    return { code: 'tracker_limited', detail: message, retryAfterSeconds };
  }
  if (error instanceof PullError) {
    if (isAnswered || error.code === 'answer_unreadable') return unclear(repository, error.message);
    if (error.code === 'unauthorized') return { code: 'tracker_unauthorized', detail: error.message };
    if (error.code === 'forbidden') {
      return {
        code: 'tracker_forbidden',
        detail: `The token may not make issues in ${repository} (403). It needs the permission to write issues.`,
      };
    }
    if (error.code === 'not_found') {
      return {
        code: 'tracker_not_found',
        detail: `GitHub knows no repository ${repository} that this token may see (404).`,
      };
    }
    return /status 5\d\d/.test(error.message)
      ? unclear(repository, error.message)
      : { code: 'tracker_refused', detail: error.message };
  }
  if (error instanceof OutboundError) {
    const isOut = error.code === 'timed_out' || error.code.startsWith('answer_');
    if (isOut || /ECONNRESET|EPIPE/.test(error.message)) return unclear(repository, error.message);
    return { code: 'tracker_unreachable', detail: error.message };
  }
  return null;
}

function unclear(repository: string, why: string): IssueRefusal {
  return {
    code: 'tracker_unclear',
    detail: `${why} The issue may have been made: look into ${repository} before trying again.`,
  };
}
