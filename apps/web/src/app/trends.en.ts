/** The page of trends. */
export const trendsEn = {
  'trends.question': 'Are detection, repair and recurrence really getting better?',
  'trends.findings': 'What the data say',
  'trends.basis': 'What it rests on',
  'trends.scope': 'Which incidents, compared with what',
  'trends.compare': 'Compare with',
  'trends.compare.previous': 'vs the period before',
  'trends.compare.last_year': 'vs the same period last year',
  'trends.compare.custom': 'vs other days',
  'trends.compare.none': 'Not compared',
  'trends.compare.from': 'First day to compare with',
  'trends.compare.to': 'Last day to compare with',
  'trends.changes': 'What changed in the definitions',
  'trends.keys': 'Trends',
  'trends.key.compare': 'Compare with the period before, last year, or nothing',
  'trends.key.previous': 'The period before',
  'trends.key.next': 'The period after',
} as const;
