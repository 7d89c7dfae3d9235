import { ConnectorKind, type ConnectorRow, type ConnectorSettings } from '@tenken/shared/connectors.contract';

/** What is typed into the form of a connector. */
export interface ConnectorDraft {
  sourceId: string;
  /** null: the first one that fits the source */
  kind: ConnectorKind | null;
  /** null: the usual one of the kind */
  url: string | null;
  token: string;
  /** separated by commas */
  repositories: string;
  user: string;
  jql: string;
}

/** The form as it opens. */
export function draftOf(connector: ConnectorRow | null, sources: readonly { id: string }[]): ConnectorDraft {
  return {
    sourceId: connector?.sourceId ?? sources[0]?.id ?? '',
    kind: connector === null ? null : (ConnectorKind.safeParse(connector.kind).data ?? null),
    url: connector?.url ?? null,
    token: '',
    repositories: connector?.settings.repositories?.join(', ') ?? '',
    user: connector?.settings.user ?? '',
    jql: connector?.settings.jql ?? '',
  };
}

/** The settings of a kind that were typed; what is empty is left out. */
export function settingsOf(kind: ConnectorKind | null, draft: ConnectorDraft): ConnectorSettings {
  if (kind === 'github-issues') {
    const repositories = draft.repositories
      .split(/[,、\s]+/)
      .map((part) => part.trim().replace(/^https:\/\/github\.com\//, ''))
      .filter((part) => part !== '');
    return repositories.length === 0 ? {} : { repositories };
  }
  if (kind !== 'jira') return {};
  const [user, jql] = [draft.user.trim(), draft.jql.trim()];
  return { ...(user === '' ? {} : { user }), ...(jql === '' ? {} : { jql }) };
}
