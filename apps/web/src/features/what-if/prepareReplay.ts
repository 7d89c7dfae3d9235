import type {
  ReplayFigures,
  ReplayKept,
  ReplayOutcome,
  ReplayResponse,
} from '@tenken/shared/replay.contract';

/** One cell of the grid: what its text, its colour and its warning say. */
export interface GridCell {
  outcome: ReplayOutcome;
  /** pages a week, or alerts a week where no page is known */
  perWeek: number;
  /** 0 (nothing left) to 4 (all that was recorded is left) */
  level: 0 | 1 | 2 | 3 | 4;
  /** an incident missed or late, or an actionable alert lost */
  harm: boolean;
  isChosen: boolean;
}

/** The grid with what it counts, how dark each cell is, and which one is the setting. */
export function prepareGrid(answer: ReplayResponse): GridCell[][] {
  const { recorded, setting } = answer;
  const most = perWeekOf(recorded);
  return (answer.grid ?? []).map((row) =>
    row.map((outcome) => ({
      outcome,
      perWeek: perWeekOf(outcome),
      level: levelOf(perWeekOf(outcome), most),
      harm: harmOf(outcome) > 0,
      isChosen:
        outcome.settings.onDelaySeconds === setting.settings.onDelaySeconds &&
        outcome.settings.offDelaySeconds === setting.settings.offDelaySeconds,
    })),
  );
}

/** What is counted per week: pages, or alerts where the source tells of no page. */
export function perWeekOf(outcome: ReplayOutcome): number {
  return outcome.pagesPerWeek ?? outcome.episodesPerWeek;
}

/** Incidents missed or late by confirmed links, and actionable alerts of which nobody would be told. */
export function harmOf(outcome: ReplayOutcome): number {
  return outcome.confirmed.missed + outcome.confirmed.late + outcome.actionable.lost;
}

function levelOf(value: number, most: number): GridCell['level'] {
  if (value === 0 || most === 0) return 0;
  return Math.max(1, Math.min(4, Math.ceil((value / most) * 4))) as GridCell['level'];
}

/** A count per week: whole from 10, one digit below; `<0.1` for what is there but rounds to nothing. */
export function formatPerWeek(value: number | null, language: string): string {
  if (value === null) return '—';
  if (value > 0 && value < 0.05) return '<0.1';
  const digits = value >= 10 || value === 0 ? 0 : 1;
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** What a decision keeps of a replay. */
export function keptOf(answer: ReplayResponse): ReplayKept {
  return {
    from: answer.from,
    to: answer.to,
    settings: answer.setting.settings,
    before: figuresOf(answer.recorded),
    after: figuresOf(answer.setting),
  };
}

function figuresOf(outcome: ReplayOutcome): ReplayFigures {
  return {
    episodes: outcome.episodes,
    pages: outcome.pages,
    episodesPerWeek: outcome.episodesPerWeek,
    pagesPerWeek: outcome.pagesPerWeek,
    nuisanceRemoved: outcome.nuisance.removed,
    actionableLost: outcome.actionable.lost,
    incidentsMissed: outcome.confirmed.missed,
    incidentsLate: outcome.confirmed.late,
  };
}

/** The quietest cell that loses nothing known and is quieter than what was recorded; of equal ones the smallest change. */
export function quietestWithoutHarm(cells: readonly (readonly GridCell[])[]): ReplayOutcome | null {
  const all = cells.flat();
  const recorded = all.find(
    ({ outcome: { settings } }) => settings.onDelaySeconds === 0 && settings.offDelaySeconds === 0,
  );
  const size = ({ outcome: { settings } }: GridCell) => settings.onDelaySeconds + settings.offDelaySeconds;
  const [best] = all
    .filter(({ harm, perWeek }) => !harm && perWeek < (recorded?.perWeek ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a.perWeek - b.perWeek || size(a) - size(b));
  return best?.outcome ?? null;
}
