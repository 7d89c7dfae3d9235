import type { DefinitionKey } from './metric-definition-titles-en.js';

/**
 * What each figure means, in English (METRICS.md). Said once: the API's answers, the product's definition buttons and
 * the list of definitions all read it. A change of meaning is a new version in `metric-definitions.ts`.
 */
export const definitionsEn = {
  'definition.ttd.text':
    'From the start of the impact to the first person or monitor that noticed. The median is shown with its exact 95% interval; MTTD is the arithmetic mean. An instant that the source only filled in with another one does not count where it would make the time zero.',
  'definition.tta.text':
    'From detection to the moment a responder took it. The median is shown with its exact 95% interval; MTTA is the arithmetic mean. Incidents that nobody has taken yet and that are not over count as still open.',
  'definition.ttm.text':
    'From the start of the impact until it ended or was contained for users. The median is shown with its exact 95% interval; MTTM is the arithmetic mean. Open incidents count as still open.',
  'definition.ttr.text':
    'From the start of the impact until the service was fully restored; after a reopening the last restoration counts. The median is shown with its exact 95% interval; MTTR is the arithmetic mean. Open incidents count as still open, not as ended now: with any of them the median is the Kaplan–Meier median.',
  'definition.ttr_from_detection.text':
    'From detection until the service was fully restored. A figure of its own: it leaves out the time before anybody noticed.',
  'definition.duration_pair.text':
    'The median is shown with its exact 95% interval; the mean is arithmetic. Left out, with the reason: incidents for which either instant is not known, and those in which the second came before the first. Incidents that are not over count as still open where the second instant is still to come.',
  'definition.incident_rate.text':
    'Incidents that started in the period, divided by the part of the period that has passed, with the exact 95% interval of a Poisson count (Garwood). Where the start is not known, detection or declaration places an incident. Drills, tests, maintenance and merged duplicates are left out unless asked for. The mean time between incidents is shown from 10 incidents on. Two periods are compared by the exact conditional test of the ratio of their rates.',
  'definition.recurrence.text':
    'Incidents of the period that repeat an earlier one, divided by all incidents of the period, with the 95% Wilson interval. Links that people confirmed and links that are only suggested are counted apart.',
  'definition.recurrence_change.text':
    'The confirmed recurrence rate of this period against that of another, by Fisher’s exact test (two-sided, α = 0.05). “Lower” and “higher” are said only when p is below 0.05; with fewer than 6 incidents in either period it is too few to tell. Periods that have not ended are not compared.',
  'definition.recurred_fix_open.text':
    'An incident repeated an earlier one while an action item of the earlier one (prevent, detect, mitigate or repair) was not done. A declined item was not done either, and is counted apart. The items are listed.',
  'definition.recurred_after_fix.text':
    'An incident repeated an earlier one although all action items of the earlier one (prevent, detect, mitigate or repair) were done before it began: the fix did not hold.',
  'definition.time_to_recurrence.text':
    'From the resolution of an incident to the start of the next one that a person linked to it (Kaplan–Meier). All resolved incidents of the period count; those without a recurrence so far count as still running.',
  'definition.change.text':
    'Geometric mean of this period divided by that of the period before, with a 95% interval (Welch’s t on the logarithms). “Lower” and “higher” are said only when the interval leaves 1 out; with fewer than 6 incidents in either period it is too few to tell. Periods that have not ended or still have open incidents are not compared.',
  'definition.lenses.text':
    'How the action items of the period are spread over the four lenses (prevent, detect, mitigate, repair) and the rest. Deleted items are left out.',
  'definition.completion_rate.text':
    'Action items done, divided by all that were created in the period except deleted ones, with the 95% Wilson interval. Declined and open items count against it.',
  'definition.on_time_rate.text':
    'Action items done by their due date, divided by all whose due date has passed, with the 95% Wilson interval. Open items count as late; items declined before the date are left out. The due date is the one that a person or the tracker set, otherwise the target of the incident’s severity.',
  'definition.time_to_complete.text':
    'The share of action items done by each day after creation (Aalen–Johansen), with declined items as a competing outcome and open ones as still running. Deleted items are left out.',
  'definition.overdue.text':
    'Action items that are not done, declined or deleted, and whose due date has passed: the one that a person or the tracker set, otherwise the target of the incident’s severity.',
  'definition.ageing.text':
    'All action items that are open today, whenever they were created, by days since creation. Business days are those after the day of creation up to and including today, by the calendar of the owning team.',
  'definition.cohort_comparison.text':
    'Shares are compared by Fisher’s exact test. Items of the earlier period had longer to be finished, so the pace is compared as well: a log-rank test of whether items that are still open get done at the same rate in both periods, each followed for as long as it was. Declined items count there as no longer followed.',
  'definition.recurred_after_closing.text':
    'Action items (prevent, detect, mitigate, repair) of the period that were done, and whose incident came again afterwards: a later incident, which a person linked to it, began after the item was done. Divided by all such items that were done, with the 95% Wilson interval.',
  'definition.fired.text':
    'Alerts of the rule that started in the period. Repeated notifications of one alert count once.',
  'definition.pages.text': 'Alerts that notified a person.',
  'definition.self_resolved.text':
    'Alerts that ended without anybody acknowledging them, as a share of those that ended.',
  'definition.fleeting.text': 'Alerts that ended within 5 minutes, as a share of those that ended.',
  'definition.chattering.text': 'The same alert fired at least 3 times within one hour.',
  'definition.stale.text': 'Alerts that fired for 24 hours or more.',
  'definition.precision.text':
    'Alerts judged actionable, divided by all with a verdict except “expected” and “unclear”, with its 95% Wilson interval. The share reviewed stands beside it.',
  'definition.false_positive_rate.text':
    'Alerts judged false positive, divided by all with a verdict except “expected” and “unclear”, with its 95% Wilson interval.',
  'definition.alert_rules.text':
    'Alerts that started in the period, per rule. Pages notified a person. Self-resolved: ended with no acknowledgement. Fleeting: ended within 5 minutes. Precision: actionable alerts divided by all with a verdict except “expected” and “unclear”. Interruptions are told apart by the clock of the rule’s team.',
  'definition.nuisance_rate.text':
    'Alerts judged false positive, no action or duplicate, divided by all with a verdict except “expected” and “unclear”, with its 95% Wilson interval.',
  'definition.night_pages.text':
    'Pages between 22:00 and 08:00 by the clock of the rule’s team (its settings can say other hours). Working hours are the team’s working days without holidays; the rest is off time.',
  'definition.episode_duration.text':
    'From start to end of the alerts that ended; the median is exact where few enough alerts ended; otherwise it comes from a histogram of the whole UTC months nearest to the period, and is within 2% of theirs.',
  'definition.top10_share.text':
    'Alerts of the ten rules that fired most, divided by all alerts of the period.',
  'definition.incidents_caught.text':
    'Incidents with an alert of this rule that started no later than one minute after detection, by links that a person confirmed. Links that are only proposed are counted apart.',
  'definition.recall.text':
    'Incidents with a linked alert that started no later than one minute after detection, divided by all incidents for which this can be told, with its 95% Wilson interval. Left out: an alert is linked but the detection time is not known, no alerts recorded at that time, or told by an alert that is not recorded here. Late: the first linked alert came after. Missed: none. Links that people confirmed and links that are only proposed are counted apart.',
  'definition.alert_lag.text': 'From the start of the impact to the first linked alert.',
  'definition.coverage.text':
    'For each service and signal: proven (a rule caught a real incident), untested (a rule exists), gap (an incident needed it and nothing caught it in time), accepted (a person decided to live without) or none.',
  'definition.incident_count.text':
    'Incidents that started in the period. Drills, tests, maintenance and merged duplicates are left out unless asked for.',
  'definition.postmortems.text':
    'Real incidents by the period in which they were resolved. Required: a criterion of the settings or a person asks for a postmortem and nobody waived it. Written: there is something to read. Reviewed: its status is “reviewed” or “closed”. On time: reviewed within 3 business days of resolution (SEV1) or 5 (SEV2) by the calendar of the team, divided by all whose deadline has passed, with its 95% Wilson interval; those not reviewed yet count as late. The median counts business days from resolution to review, with its exact 95% interval; unreviewed ones count as still waiting (Kaplan–Meier). Left out: drills, tests, maintenance, merged duplicates, reviews of which nobody knows when.',
  'definition.replay.text':
    'Recorded alerts, as if the rule had waited longer or held longer. Added delay (Prometheus for): an alert that lasts no longer than it never fires, the others start so much later; open ones count by how long they have lasted so far. Added hold (keep_firing_for): alerts of one label set less than it apart are one; as in Prometheus the delay is decided first, and only what fires is held. Notification gap: a page of the same rule within it after the last page sent is not sent. Working hours only: a page outside the team’s working hours waits for them and is not sent if the alert has ended by then. Alerts count where they started in the period, and the period begins with nothing firing. Removed: no longer fires or pages on its own. Lost: judged actionable, and nobody would be told; folded: told by what was firing already or by a page just before. An incident is missed when no linked alert is left and late when the first one left starts more than one minute after detection; links that people confirmed and links that are only proposed are counted apart. A replay can only remove or delay what was recorded.',
  'definition.decision_effect.text':
    'Alerts in the 28 days after it took effect against the 28 days before (or what has passed, on both sides): the ratio of the two rates with its exact conditional 95% interval. It took effect on its date, else with the next definition of the rule, else when it was called done. Worked: the interval lies below 1. Worse: above 1. No clear change: it holds 1. Too early: fewer than 28 days have passed. No base: too few alerts to tell, or the records begin within the window before. Lost detection comes before all of these: the rule fired or paged less than before, it had told of an incident in time within the year before, and then no alert told of an incident of its service in time, unless a coverage gap says that this incident needed another signal. Proposed links count until somebody rejects them.',
  'definition.off_pages.text':
    'Pages outside the working hours of the rule’s team and outside its sleep hours: evenings, weekends and holidays by the team’s calendar.',
  'definition.working_pages.text':
    'Pages in the working hours of the rule’s team, holidays of its calendar left out.',
  'definition.reviewed_share.text':
    'Alerts of the period that have a verdict of their own or are covered by a verdict on the rule, divided by all alerts of the period. Precision and nuisance rate speak only of these.',
  'definition.time_to_acknowledge.text':
    'From the start of an alert to its acknowledgement, of the alerts of the period that were acknowledged. The median is shown with its exact 95% interval; the 90th percentile from 36 alerts on. Alerts that nobody acknowledged are counted beside it, not in it.',
  'definition.rule_incidents.text':
    'Incidents of the period that are of the rule’s service or linked to one of its alerts. Caught: an alert of this rule started no later than one minute after detection. Late: its first alert came after. By others: only other rules told. Missed: no alert is linked. Links that people confirmed and links that are only proposed are told apart. Left out: drills, tests, maintenance and merged duplicates.',
  'definition.silenced.text':
    'Time of the period over which a silence of the source held that names the rule or matches the labels of its alerts, overlaps counted once, up to now. Hidden alerts are those that began under such a silence and match all of it. A source that does not send silenced alerts lets this be seen only in part.',
  'definition.fires_together.text':
    'Alerts of this rule that began within 5 minutes of an alert of the other rule, as a share of the alerts looked at, with its 95% Wilson interval. Chance: the share that would be expected if the other rule fired as often at times of its own (1 − e^(−rate × 10 minutes)). Lift is the share divided by that. Shown are rules with at least 3 such alerts, at least twice the share of chance, and an interval above it. Rules that both fire at busy hours come together more often than chance for that alone.',
  'definition.definition_effect.text':
    'Alerts in equal windows on both sides of the change, 28 days, or as long as has passed since or as the rule was known before; the ratio of the two rates with its exact conditional 95% interval. “Lower” and “higher” are said only when the interval leaves 1 out.',
  'definition.alert_durations.text':
    'Median and 90th percentile of how long alerts fired, by the service of their rule as it is now and by the UTC month in which they started. Only ended alerts count; n is their number. They come from a histogram whose buckets grow by 4%, so each is within 2% of the alert at its rank (of an even number, the lower of the two in the middle); less than a second counts as 0. The 90th percentile is shown from 36 alerts on.',
  'definition.on_call_load.text':
    'Alerts of one team (the team of a rule’s service) in the part of the range that has passed and in which alerts were recorded, over at least 30 days, against the bars of ISA-18.2 and EEMUA 191: per 10 minutes 1, at most 2; per day 150, at most 300; windows of 10 minutes (by the clock, whole tens) in a flood under 1%; the ten loudest rules at most 5%; chattering (3 firings of one label set within 1 hour) and fleeting (ended within 5 minutes) none; stale (firing for 24 hours or more) under 5 on any day; about 80% low, 15% medium and 5% high priority. These measure load, not correctness: a quiet rotation may miss what matters. Two periods are compared by the exact conditional test of the ratio of their rates; as alerts come in bursts, that interval is narrower than it ought to be.',
  'definition.flood.text':
    'Begins with a window of 10 minutes (by the clock, whole tens) in which more than 10 alerts of a rotation started, and lasts until a window with fewer than 5. The first-out alert is the first that started in it: what came after is often its consequence.',
  'definition.shift_pages.text':
    'Alerts of the rotation that notified a person, by the shift of 12 hours in which they started. Shifts begin with the team’s working hours and 12 hours later, by its clock; only whole shifts inside the range count. More than 2 pages a shift leave no time to follow each one up (Google SRE book).',
  'definition.interruptions.text':
    'Pages in working, off and sleep hours of the team’s time zone. Sleep hours come first, then working hours on working days; days off and public holidays of the team’s calendar count as off.',
  'definition.noise_exposure.text':
    'For each page that was acknowledged: the time from its notification to the acknowledgement, against the number of other alerts of the same rotation in the 120 minutes before that people called noise (no action, false positive or duplicate). Medians with their exact 95% interval, from n = 6 on. An alert without a verdict is not known to be noise, so the share judged stands beside it. It shows what went together, not what caused it.',
  'definition.review_cadence.text':
    'Services that have a rule, and how many of them were in a review that was closed within the last 30 and 90 days (95% Wilson interval). Never reviewed: rules without any verdict that were never marked as reviewed in a session. Reviewed but unchanged: the newest verdict on the rule says noise (no action, false positive or duplicate), and since then nobody has taken a decision on it and its definition has not changed.',
  'definition.agreement.text':
    'How far people who voted before the discussion agree, beyond what chance gives: Cohen’s κ for two people, Fleiss’ κ for more, over the rules whose votes are revealed and that have two votes or more. 1 is full agreement, 0 is what chance gives. Words after Landis and Koch: up to 0.2 hardly any, up to 0.4 some, up to 0.6 moderate, above clear.',
} as const satisfies Record<`definition.${DefinitionKey}.text`, string>;
