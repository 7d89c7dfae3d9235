/** Messages of decisions: their dialog, their list, and whether they worked. */
export const decisionsEn = {
  'decisions.rule.nothing': 'No rule of that name',
  'decisions.mergeInto': 'Merge into',
  'decisions.mergeInto.hint': 'The rule that tells it from now on.',
  'decisions.accepted.perWeek': 'Accepted alerts a week',
  'decisions.accepted.perWeek.hint': 'When it fires more often, the rule comes back for a decision.',
  'decisions.accepted.until': 'Look at it again on',
  'decisions.accepted.until.hint': 'In any case, however often it fires.',
  'decisions.effectiveAt': 'In effect from',
  'decisions.effectiveAt.hint':
    'Empty: from the next change of the rule’s definition, or from when it is done.',
  'decisions.replay.title': 'Taken over from a what-if',
  'decisions.replay':
    'On recorded history it would have fired {after, number, ::.#} instead of {before, number, ::.#} times a week.',
  'decisions.replay.lost':
    '{missed, plural, =0 {} one {# incident would have been missed.} other {# incidents would have been missed.}}{late, plural, =0 {} one { # would have been told late.} other { # would have been told late.}}',
} as const;
