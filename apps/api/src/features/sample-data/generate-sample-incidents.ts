import type { SampleDetection } from './generate-sample-episodes.js';
import { SAMPLE_SERVICES, SAMPLE_TEAMS } from './sample-catalog.js';
import { SAMPLE_INCIDENT_TEMPLATES, type SampleIncidentTemplate } from './sample-incident-templates.js';
import { SampleRandom } from './sample-random.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TARGET_DAYS = { SEV1: 7, SEV2: 30, SEV3: 60, SEV4: 90 } as const;
const INCIDENTS_A_WEEK = 1.9;

export interface SampleIncident {
  externalId: string;
  template: SampleIncidentTemplate;
  severity: keyof typeof TARGET_DAYS;
  team: string;
  startedAt: Date;
  detectedAt: Date;
  acknowledgedAt: Date;
  declaredAt: Date;
  mitigatedAt: Date | null;
  resolvedAt: Date | null;
  detectionSource: 'alert' | 'customer' | 'colleague';
  detection: SampleDetection | null;
  recurrenceOf: string | null;
  postmortem: {
    status: 'draft' | 'in_review' | 'reviewed' | 'closed';
    owner: string;
    draftedAt: Date;
    reviewedAt: Date | null;
  } | null;
  actionItems: SampleActionItem[];
}

export interface SampleActionItem {
  externalId: string;
  title: string;
  type: 'prevent' | 'detect' | 'mitigate' | 'repair' | 'process';
  priority: 'P0' | 'P1' | 'P2';
  owner: string;
  createdAt: Date;
  dueOn: string;
  startedAt: Date | null;
  completedAt: Date | null;
  declinedAt: Date | null;
}

/** About two incidents a week in [from, now), oldest first; some recur an earlier one, often with its fix still open. */
export function generateSampleIncidents(seed: number, from: Date, now: Date): SampleIncident[] {
  const random = new SampleRandom(seed);
  const deck = SAMPLE_INCIDENT_TEMPLATES.flatMap((template) =>
    Array<SampleIncidentTemplate>(template.weight).fill(template),
  );
  const incidents: SampleIncident[] = [];
  let at = from.getTime();
  for (;;) {
    at += (-Math.log(1 - random.next()) / INCIDENTS_A_WEEK) * 7 * DAY;
    if (at >= now.getTime() - 20 * MINUTE) break;
    incidents.push(incident(random, random.pick(deck), Math.floor(at), now, incidents));
  }
  return [...incidents, ...staged(seed, now)].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** The rule of the points told of one in time; after it was made quieter a customer told of the next. */
function staged(seed: number, now: Date): SampleIncident[] {
  const template = SAMPLE_INCIDENT_TEMPLATES.find((candidate) => candidate.rule === 'PointsSyncDelayed')!;
  return [
    { daysAgo: 22, byAlert: true },
    { daysAgo: 6, byAlert: false },
  ].map(({ daysAgo, byAlert }) => ({
    ...incident(
      new SampleRandom(seed + daysAgo),
      template,
      Math.floor(now.getTime() / DAY - daysAgo) * DAY + 3 * 60 * MINUTE,
      now,
      [],
      byAlert,
    ),
    externalId: `sample-staged-${daysAgo}`,
    ...(byAlert ? {} : { detection: null, detectionSource: 'customer' as const }),
    actionItems: [],
  }));
}

function incident(
  random: SampleRandom,
  template: SampleIncidentTemplate,
  started: number,
  now: Date,
  before: readonly SampleIncident[],
  isTold?: boolean,
): SampleIncident {
  const severity = random.pick(template.severities);
  const byAlert = isTold ?? (template.rule !== null && random.chance(0.82));
  const lag = byAlert ? random.logNormal(4, 0.8) : random.logNormal(38, 1);
  const detected = started + Math.ceil(lag) * MINUTE;
  const acknowledged = detected + Math.max(1, random.logNormal(5, 0.8)) * MINUTE;
  const mitigated = acknowledged + random.logNormal(template.medianMinutes * 0.6, 0.8) * MINUTE;
  const resolved = mitigated + random.logNormal(template.medianMinutes * 0.4, 0.9) * MINUTE;
  const known = (ms: number) => (ms > now.getTime() ? null : new Date(Math.floor(ms / 1000) * 1000));
  const service = SAMPLE_SERVICES.find((candidate) => candidate.key === template.service)!;
  const team = SAMPLE_TEAMS.find((candidate) => candidate.key === service.team)!;
  const earlier = before.filter(
    (other) => other.template === template && (other.resolvedAt?.getTime() ?? Infinity) < started,
  );
  const recurs = earlier.length > 0 && random.chance(0.55);
  const externalId = `sample-${before.length + 1}`;
  const atOrNow = (ms: number) => known(ms) ?? now;
  return {
    externalId,
    template,
    severity,
    team: team.key,
    startedAt: new Date(started),
    detectedAt: atOrNow(detected),
    acknowledgedAt: atOrNow(acknowledged),
    declaredAt: atOrNow(acknowledged + 3 * MINUTE),
    mitigatedAt: known(mitigated),
    resolvedAt: known(resolved),
    detectionSource: byAlert ? 'alert' : random.chance(0.65) ? 'customer' : 'colleague',
    detection:
      template.rule !== null && (byAlert || random.chance(0.5))
        ? {
            ruleName: template.rule,
            startsAt: atOrNow(byAlert ? detected : detected + random.between(5, 30) * MINUTE),
            endsAt: new Date(Math.max(resolved, detected + 40 * MINUTE)),
            acknowledgedAt: new Date(Math.max(acknowledged, detected + 31 * MINUTE)),
          }
        : null,
    recurrenceOf: recurs ? earlier[earlier.length - 1]!.externalId : null,
    postmortem: postmortem(random, severity, resolved, now, random.pick(team.members)),
    actionItems:
      resolved > now.getTime()
        ? []
        : actionItems(random, externalId, template, severity, resolved, now, team.members),
  };
}

function postmortem(
  random: SampleRandom,
  severity: SampleIncident['severity'],
  resolved: number,
  now: Date,
  owner: string,
): SampleIncident['postmortem'] {
  const wanted = severity === 'SEV1' || severity === 'SEV2' || random.chance(0.4);
  const drafted = resolved + random.logNormal(1.5, 0.6) * DAY;
  if (!wanted || drafted > now.getTime()) return null;
  const reviewed = drafted + random.logNormal(3.5, 0.7) * DAY;
  const isReviewed = reviewed < now.getTime() && random.chance(0.78);
  const status = isReviewed
    ? random.chance(0.6)
      ? 'closed'
      : 'reviewed'
    : random.chance(0.5)
      ? 'in_review'
      : 'draft';
  return {
    status,
    owner,
    draftedAt: new Date(Math.floor(drafted)),
    reviewedAt: isReviewed ? new Date(Math.floor(reviewed)) : null,
  };
}

function actionItems(
  random: SampleRandom,
  incidentId: string,
  template: SampleIncidentTemplate,
  severity: SampleIncident['severity'],
  resolved: number,
  now: Date,
  owners: readonly string[],
): SampleActionItem[] {
  const count = random.whole(1, template.actions.length);
  return template.actions.slice(0, count).flatMap((action, index): SampleActionItem[] => {
    const created = Math.floor(resolved + random.between(0.2, 3) * DAY);
    if (created > now.getTime()) return [];
    const due = new Date(created + TARGET_DAYS[severity] * DAY).toISOString().slice(0, 10);
    const outcome = random.next();
    const end = created + random.logNormal(TARGET_DAYS[severity] * 0.8, 0.9) * DAY;
    const ended = end < now.getTime() ? new Date(Math.floor(end)) : null;
    const done = outcome < 0.7;
    const declined = outcome >= 0.7 && outcome < 0.8;
    const started = created + random.between(0.2, 0.6) * (end - created);
    return [
      {
        externalId: `${incidentId}-action-${index + 1}`,
        title: action.title,
        type: action.type,
        priority: severity === 'SEV1' ? 'P0' : severity === 'SEV2' ? 'P1' : 'P2',
        owner: random.pick(owners),
        createdAt: new Date(created),
        dueOn: due,
        startedAt: !declined && started < now.getTime() ? new Date(Math.floor(started)) : null,
        completedAt: done ? ended : null,
        declinedAt: declined ? ended : null,
      },
    ];
  });
}
