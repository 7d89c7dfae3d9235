import type { SourceSettings } from '@tenken/shared/sources.contract';
import { z } from 'zod';
import type { RuleDefinition } from '../../alert-rules/alert-rule-catalog.service.js';
import type { PullKind } from '../connector-kind.js';
import { type PullClient, readAnswer } from '../pull-client.js';
import { PullError } from '../pull-error.js';

const GROUPS_A_PAGE = 200;
/** Groups change while they are read: after so many vanished tokens the next run tries again. */
const ATTEMPTS = 3;
const MAX_PAGES = 500;
const DEFAULT_SERVICE_LABELS = ['service', 'app', 'job'];

const Texts = z.record(z.string(), z.string()).nullish().catch(null);
const Rule = z.looseObject({
  type: z.string(),
  name: z.string().min(1),
  query: z.string(),
  duration: z.number().nullish(),
  keepFiringFor: z.number().nullish(),
  labels: Texts,
  annotations: Texts,
});
const Group = z.looseObject({
  name: z.string(),
  file: z.string().nullish(),
  interval: z.number().nullish(),
  rules: z.array(Rule),
});
type Group = z.output<typeof Group>;
const Answer = z.looseObject({
  status: z.literal('success'),
  data: z.looseObject({ groups: z.array(Group), groupNextToken: z.string().nullish() }),
});

/**
 * `GET /api/v1/rules?type=alert`: what the rules ARE. An older Prometheus knows no pages and answers with all groups.
 * All pages are one definition of the catalogue, so they are read together; a token whose group has vanished (400)
 * begins anew. What fires is not taken from here: Prometheus tells when an alert became pending, not when it fired.
 */
export const prometheusRules: PullKind = {
  headers: (token): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` }),
  historyWindowDays: null,
  overlapSeconds: 0,
  async pull({ client, sourceSettings }) {
    const groups = await pullGroups(client);
    return {
      records: [],
      definitions: toDefinitions(groups, sourceSettings),
      isComplete: true,
      nextPage: null,
      share: 1,
    };
  },
};

async function pullGroups(client: PullClient): Promise<Group[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const groups: Group[] = [];
      let token: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const query = { type: 'alert', group_limit: GROUPS_A_PAGE, group_next_token: token };
        const { data } = readAnswer(
          Answer,
          (await client.get('/api/v1/rules', query)).value,
          'Prometheus’ rules',
        );
        groups.push(...data.groups);
        token = data.groupNextToken || undefined;
        if (token === undefined) return groups;
      }
      throw new PullError('answer_unreadable', 'Prometheus’ rules do not come to an end.');
    } catch (error) {
      const isVanished =
        error instanceof PullError && error.code === 'sender_failed' && / 400\.$/.test(error.message);
      if (!isVanished || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * The name of the alert is the rule, as in Alertmanager's episodes. Several rules of one name (a warning and a critical
 * one) are handed over one by one: the catalogue keeps them as variants.
 */
export function toDefinitions(groups: readonly Group[], settings: SourceSettings): RuleDefinition[] {
  const serviceLabels = settings.serviceLabels ?? DEFAULT_SERVICE_LABELS;
  return groups.flatMap((group) =>
    group.rules
      .filter(({ type }) => type === 'alerting')
      .map((rule) => {
        const labels = rule.labels ?? {};
        const annotations = rule.annotations ?? {};
        return {
          uid: rule.name,
          name: rule.name,
          groupName: group.name,
          file: group.file ?? null,
          expression: rule.query,
          forSeconds: rule.duration ?? null,
          keepFiringForSeconds: rule.keepFiringFor || null,
          labels,
          annotations,
          severity: labels[settings.severityLabel ?? 'severity'] ?? null,
          // A template is no name of a service.
          service:
            serviceLabels.map((label) => labels[label]).find((value) => value && !value.includes('{{')) ??
            null,
          summary: annotations.summary ?? annotations.description ?? null,
          runbookUrl: annotations.runbook_url ?? annotations.runbook ?? null,
          dashboardUrl: annotations.dashboard_url ?? annotations.dashboard ?? null,
        };
      }),
  );
}
