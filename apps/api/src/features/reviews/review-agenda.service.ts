import { Injectable } from '@nestjs/common';
import type { KnownReviewStep, ReviewOverview } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { DecisionReadModel } from '../decisions/decisions.read-model.js';
import { ReviewGapsReadModel } from './review-gaps.read-model.js';
import { ReviewIncidentsReadModel } from './review-incidents.read-model.js';
import { type NewAgendaItem, ReviewItemRepository } from './review-items.repository.js';
import { ReviewRulesReadModel } from './review-rules.read-model.js';
import { ReviewRepository, type SessionRow } from './reviews.repository.js';

/** A meeting can talk about so many incidents; the gravest ones are in, and the overview counts them all. */
const MOST_INCIDENTS = 50;

const SubjectRow = z.object({ kind: z.string(), subject_id: rowId });

/**
 * Makes the agenda out of the data: decisions of the services that are open or whose effect nobody has seen, their rules in the order in which they deserve time,
 * incidents that no alert told in time, open coverage gaps. Made again, it adds what is new and renews the evidence of what
 * nobody has looked at yet; nothing that was reviewed, noted or decided changes.
 */
@Injectable()
export class ReviewAgendaService {
  constructor(
    private readonly repository: ReviewRepository,
    private readonly items: ReviewItemRepository,
    private readonly rules: ReviewRulesReadModel,
    private readonly incidents: ReviewIncidentsReadModel,
    private readonly gaps: ReviewGapsReadModel,
    private readonly decisions: DecisionReadModel,
    private readonly clock: Clock,
  ) {}

  async make(db: Queryable, session: SessionRow): Promise<void> {
    const known = await this.knownSubjects(db, session.id);
    const steps = new Set<string>(session.agenda_steps.map((step) => step.key));
    const { rules, overview } = await this.rules.find(db, {
      sessionId: session.id,
      serviceIds: session.service_ids,
      from: session.window_from,
      to: session.window_to,
      timeZone: session.time_zone,
    });
    const incidents = await this.incidents.find(db, {
      serviceIds: session.service_ids,
      from: session.window_from,
      to: session.window_to,
    });
    const gaps = await this.gaps.findOpen(db, session.service_ids, known('coverage_gap'));
    const decisions = [
      ...(await this.decisions.find(db, { status: 'open', serviceIds: session.service_ids })),
      // Carried out, and by now it can be seen whether they worked.
      ...(await this.decisions.find(db, { unseen: true, serviceIds: session.service_ids })),
      ...(await this.decisions.find(db, { ids: known('decision') })),
    ].filter(({ reviewSessionId }) => reviewSessionId !== session.id);

    const items: NewAgendaItem[] = [];
    const put = (
      step: KnownReviewStep,
      kind: NewAgendaItem['kind'],
      all: readonly { id: string; evidence: unknown }[],
    ) => {
      if (!steps.has(step)) return;
      const seen = new Set<string>();
      for (const { id, evidence } of all) {
        if (seen.has(id)) continue;
        seen.add(id);
        items.push({ step, kind, subjectId: id, evidence });
      }
    };
    put(
      'open_decisions',
      'decision',
      [...decisions].sort(byDueDate).map((decision) => ({ id: decision.id, evidence: decision })),
    );
    put(
      'rules',
      'alert_rule',
      rules.map((rule) => ({ id: rule.alertRuleId, evidence: rule })),
    );
    const knownIncidents = new Set(known('incident'));
    const untold = incidents
      .filter(({ detection }) => detection === 'missed' || detection === 'late')
      .slice(0, MOST_INCIDENTS);
    put(
      'incidents_gaps',
      'incident',
      [...untold, ...incidents.filter(({ incidentId }) => knownIncidents.has(incidentId))].map(
        (incident) => ({
          id: incident.incidentId,
          evidence: incident,
        }),
      ),
    );
    put(
      'incidents_gaps',
      'coverage_gap',
      gaps.map(({ id, ...gap }) => ({ id, evidence: { coverageGapId: id, ...gap } })),
    );
    await this.items.putItems(db, session.id, items);
    const told = (detection: string) =>
      incidents.filter((incident) => incident.detection === detection).length;
    const whole: ReviewOverview = {
      ...overview,
      incidents: incidents.length,
      incidentsCaught: told('caught'),
      incidentsLate: told('late'),
      incidentsMissed: told('missed'),
    };
    await this.repository.setOverview(db, session.id, whole, this.clock.now());
  }

  private async knownSubjects(db: Queryable, sessionId: string): Promise<(kind: string) => string[]> {
    const rows = await select(
      db,
      SubjectRow,
      `select kind, subject_id from agenda_items where review_session_id = $1 and kind <> 'topic'`,
      [sessionId],
    );
    return (kind) => rows.filter((row) => row.kind === kind).map((row) => row.subject_id);
  }
}

function byDueDate(a: { dueOn: string | null; id: string }, b: { dueOn: string | null; id: string }): number {
  return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || Number(a.id) - Number(b.id);
}
