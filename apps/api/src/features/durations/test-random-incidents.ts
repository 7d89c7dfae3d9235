import { testRandom } from '@tenken/statistics/test-random';
import type { DataSource } from 'typeorm';
import { insertIncident } from './test-incidents.js';

/**
 * Inserts incidents of 40 days from 30 August 2026 with everything that figures stumble over: instants that are missing,
 * out of order, too late or made up, drills, duplicates, several services, components, teams, tags, changed severities.
 */
export async function insertRandomIncidents(db: DataSource, count: number, seed: number): Promise<void> {
  const random = testRandom(seed).uniform;
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  await db.query(
    `insert into teams (key, name) values ('t1', 'Team 1'), ('t2', 'Team 2');
     insert into services (key, name, team_id) select v.key, v.key, t.id
       from (values ('a', 't1'), ('b', 't2'), ('c', null), ('d', 't1')) v (key, team)
       left join teams t on t.key = v.team;
     update services set parent_id = (select id from services where key = 'a') where key = 'd'`,
  );
  const teams: { id: string }[] = await db.query('select id from teams order by key');
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const start = Date.parse('2026-08-30T00:00:00Z') + Math.floor(random() * 40 * 86_400) * 1000;
    const at = (chance: number, hours: number) =>
      random() < chance ? new Date(start + (random() * hours - 1) * 3_600_000).toISOString() : undefined;
    const severity = pick(['SEV1', 'SEV2', 'SEV3', 'SEV4', undefined] as const);
    ids.push(
      await insertIncident(db, {
        startedAt: random() < 0.9 ? new Date(start).toISOString() : undefined,
        detectedAt: at(0.9, 8) ?? new Date(start).toISOString(),
        acknowledgedAt: at(0.7, 12),
        declaredAt: at(0.5, 6),
        mitigatedAt: at(0.6, 3000),
        resolvedAt: at(0.8, 40),
        closedAt: at(0.3, 200),
        kind: random() < 0.85 ? 'incident' : pick(['drill', 'test', 'maintenance'] as const),
        services:
          random() < 0.2 ? [] : random() < 0.7 ? [pick(['a', 'b', 'c', 'd'])] : ['a', pick(['b', 'd'])],
        detectionSource: pick(['alert', 'customer', 'unknown']),
        source: pick(['manual', 'import']),
        tags: pick([[], ['web'], ['web', 'payment']]),
        ...(severity === undefined ? {} : { severity }),
        ...(severity !== undefined && random() < 0.3 ? { firstSeverity: 'SEV3' as const } : {}),
        ...(random() < 0.3 ? { teamId: pick(teams).id } : {}),
        ...(random() < 0.6 ? { cause: pick(['software', 'network']) } : {}),
        ...(random() < 0.4 ? { trigger: 'config_push' } : {}),
        ...(random() < 0.1 && ids.length > 0 ? { duplicateOfId: pick(ids) } : {}),
        ...(random() < 0.3 ? { provenance: { detectedAt: 'defaulted' } as const } : {}),
        ...(random() < 0.05 ? { deleted: true } : {}),
      }),
    );
  }
}
