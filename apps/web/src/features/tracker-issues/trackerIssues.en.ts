/** Issues of a tracker, made of action items. */
export const trackerIssuesEn = {
  'issue.title': 'Issue of an action item',
  'issue.language': 'Language of the issue',
  'issue.repository': 'Repository',
  'issue.repository.hint': 'owner/repository, as the token of “{source}” may write to it',
  'issue.connection': 'Connection',
  'issue.field.title': 'Title',
  'issue.field.body': 'Text (Markdown)',
  'issue.preview': 'Preview',
  'issue.write': 'Write',
  'issue.copy': 'Copy as Markdown',
  'issue.submit': 'Make the issue on GitHub',
  'issue.made': 'The issue is made: {name}',
  'issue.none': 'No connection to GitHub has a token',
  'issue.none.hint':
    'Add a connector with a token to a GitHub source, and issues can be made from here. Until then copy the Markdown.',
  'issue.none.link': 'Go to the sources',
  'issue.lastFailure': 'The last attempt ({repository}) did not lead to an issue',
  'error.issue_exists': 'This action item names an issue already.',
  'error.issue_in_progress': 'Someone is making an issue of this item right now.',
  'error.tracker_unauthorized': 'GitHub does not accept the token of this connection.',
  'error.tracker_forbidden':
    'The token may not make issues in this repository. It needs the permission to write issues.',
  'error.tracker_not_found': 'GitHub knows no such repository that this token may see.',
  'error.tracker_refused': 'GitHub did not take the issue. Are issues switched on in this repository?',
  'error.tracker_unreachable': 'GitHub could not be reached. The action item stays as it was.',
  'error.tracker_limited': 'GitHub takes no more requests at the moment. Try again later.',
  'error.tracker_unclear':
    'GitHub did not answer clearly: the issue may have been made. Look into the repository before you try again.',
  'error.tracker_not_set_up': 'No connection to GitHub has a token.',
} as const;
