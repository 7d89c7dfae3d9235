import { titleOfStep } from '@tenken/shared/builtin-step-titles';
import type { Decision } from '@tenken/shared/decisions.contract';
import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import { isKnownReviewStep, type ReviewRoom } from '@tenken/shared/reviews.contract';
import { VERDICTS, type VerdictCounts } from '@tenken/shared/verdicts.contract';
import { localClock } from '../../clock/local-clock.js';
import type { MinutesWords } from './minutes-words.js';

/** Turns plain text into the text of a format: Markdown escapes, a chat escapes otherwise, plain text not at all. */
export type Escape = (text: string) => string;

/** What the minutes say of single things, the same in every format. */
export class MinutesLines {
  constructor(
    private readonly room: ReviewRoom,
    private readonly words: MinutesWords,
    private readonly esc: Escape,
  ) {}

  names(people: readonly { name: string }[]): string {
    return people.map(({ name }) => this.esc(name)).join(this.words.separator);
  }

  /** Day, start and end of the session by its own clock, and how long it took. */
  when(): string {
    const { room, words } = this;
    const start = room.startedAt ?? room.scheduledAt;
    if (start === null) return '–';
    const { day, time } = localClock(start, room.timeZone);
    const end = room.closedAt === null ? '' : `–${localClock(room.closedAt, room.timeZone).time}`;
    const spent = spentSeconds(room);
    return `${day} ${time}${end}${words.aside(room.timeZone)}${spent > 0 ? `${words.separator}${words.minutesSpent(toMinutes(spent))}` : ''}`;
  }

  /** Day and time by the session's clock. */
  instant(at: string): string {
    const { day, time } = localClock(at, this.room.timeZone);
    return `${day} ${time}${this.words.aside(this.room.timeZone)}`;
  }

  /** The last day of a window that ends at midnight is the day before; otherwise both instants are told. */
  window(): string {
    const { room, words } = this;
    const from = localClock(room.from, room.timeZone);
    const to = localClock(room.to, room.timeZone);
    if (from.time === '00:00' && to.time === '00:00') {
      const last = localClock(new Date(Date.parse(room.to) - 1).toISOString(), room.timeZone).day;
      return `${from.day} – ${last}${words.aside(room.timeZone)}`;
    }
    return `${from.day} ${from.time} – ${to.day} ${to.time}${words.aside(room.timeZone)}`;
  }

  /** Figures of the window as they stood, a line each. */
  figures(): string[] {
    const { room, words } = this;
    const { overview } = room;
    const beside = (...parts: (string | null)[]) => {
      const said = parts.filter((part) => part !== null);
      return said.length === 0 ? '' : words.aside(said.join(words.separator));
    };
    const before = (n: number | null) => (n === null ? null : words.before(n));
    const night = overview.nightPages === null ? null : words.atNight(overview.nightPages);
    return [
      words.progress(room.progress.reviewed, room.progress.total),
      `${words.firings}${words.colon}${overview.fired}${beside(before(overview.previousFired))}`,
      `${words.pages}${words.colon}${overview.pages}${beside(night, before(overview.previousPages))}`,
      words.incidents(
        overview.incidents,
        overview.incidentsCaught,
        overview.incidentsLate,
        overview.incidentsMissed,
      ),
    ];
  }

  /** How people voted before they talked; null when nobody did, or nothing was revealed. */
  agreement(): string | null {
    const { agreement } = this.room;
    if (agreement === null || (agreement.items === 0 && agreement.kappa === null)) return null;
    return `${this.words.agreement}${this.words.colon}${this.words.agreementOf(agreement)}`;
  }

  /** The kind with what belongs to it: how much noise is accepted, into which rule it is merged, since when it holds. */
  decision(decision: Decision, ...more: readonly (string | null)[]): string {
    const { words, room } = this;
    const parts = [
      decision.acceptedPerWeek === null
        ? null
        : words.acceptedUpTo(decision.acceptedPerWeek, decision.acceptedUntil),
      decision.mergeIntoRule === null ? null : words.mergedInto(this.esc(decision.mergeIntoRule.name)),
      decision.effectiveAt === null
        ? null
        : words.effectiveFrom(localClock(decision.effectiveAt, room.timeZone).day),
      ...more,
    ].filter((part) => part !== null && part !== '');
    return `${words.kinds[decision.kind]}${parts.length === 0 ? '' : words.aside(parts.join(words.separator))}`;
  }

  owner(decision: Decision): string {
    if (decision.owner !== null) return this.esc(decision.owner);
    return decision.kind === 'keep' ? '' : this.words.unowned;
  }

  counts(counts: VerdictCounts | null): string {
    if (counts === null) return '';
    return VERDICTS.filter((verdict) => counts[verdict] > 0)
      .map((verdict) => `${this.words.verdictNames[verdict]} ${counts[verdict]}`)
      .join(this.words.separator);
  }

  verdictReason({ verdictReasonCode, verdictReason }: RuleAgendaItem): string {
    const code = verdictReasonCode === null ? null : this.words.reasonNames[verdictReasonCode];
    const said = verdictReason === null || verdictReason.trim() === '' ? null : this.esc(verdictReason);
    if (code === null || said === null) return code ?? said ?? '';
    return `${code}${this.words.colon}${said}`;
  }

  /** With its Wilson interval: of few alerts the share alone says too much. */
  precision(precision: RuleAgendaItem['evidence']['precision']): string {
    if (precision === null) return '';
    const percent = (share: number) => Math.round(share * 100);
    const { value, lower, upper, n } = precision;
    return `${percent(value)} % (${percent(lower)}–${percent(upper)} %, n = ${n})`;
  }

  /** Counts on both sides, the ratio with its interval, and the one word. */
  effect({ effect, outcome }: Decision): string {
    const { words } = this;
    if (effect === null) return '';
    const days = String(Math.round(effect.windowDays * 10) / 10);
    const ratio =
      effect.ratio === null || effect.lower === null || effect.upper === null
        ? ''
        : ` ×${effect.ratio.toFixed(2)} [${effect.lower.toFixed(2)}, ${effect.upper.toFixed(2)}]`;
    const word =
      outcome !== 'not_measured'
        ? words.outcomes[outcome]
        : effect.verdict === null
          ? null
          : words.effectWords[effect.verdict];
    return `${words.effectOf(effect.firedBefore, effect.firedAfter, days)}${ratio}${word === null ? '' : `${words.colon}${word}`}`;
  }

  item(item: ReviewRoom['items'][number]): string {
    const { words, esc } = this;
    switch (item.kind) {
      case 'decision':
        return `${esc(item.evidence.ruleName ?? '')}${words.aside(words.kinds[item.evidence.kind])}`;
      case 'alert_rule':
        return esc(item.evidence.name);
      case 'incident':
        return esc(item.evidence.title);
      case 'coverage_gap':
        return `${esc(item.evidence.serviceName)}${words.aside(this.signal(item.evidence.signal))}`;
      case 'topic':
        return esc(item.evidence.title);
    }
  }

  signal(signal: string): string {
    return this.words.signals[signal] ?? this.esc(signal);
  }

  step(step: ReviewRoom['steps'][number]): string {
    const { key } = step;
    const title = titleOfStep(step, this.words.language);
    if (title !== null) return this.esc(title);
    return isKnownReviewStep(key) ? this.words.steps[key] : this.esc(key);
  }

  /** What the next session starts from, a line each; empty when nothing was left. */
  carriedOver(): string[] {
    const { room, words } = this;
    const rest = room.items.filter((item) => !item.isReviewed);
    const open = room.decisions.filter((decision) => decision.status === 'open' && decision.kind !== 'keep');
    const earlier = room.items
      .flatMap((item) => (item.kind === 'decision' ? [item.evidence] : []))
      .filter((decision) => decision.status === 'open');
    const named = (decisions: readonly Decision[]) =>
      decisions
        .map((decision) => `${this.esc(decision.ruleName ?? '')}${words.aside(words.kinds[decision.kind])}`)
        .join(words.separator);
    const line = (title: string, text: string) => (text === '' ? [] : [`${title}${words.colon}${text}`]);
    return [
      ...line(words.notReviewed(rest.length), rest.map((item) => this.item(item)).join(words.separator)),
      ...line(words.withoutOwner, named(open.filter((decision) => decision.owner === null))),
      ...line(words.withoutDueDate, named(open.filter((decision) => decision.dueOn === null))),
      ...line(words.stillOpen, named(earlier)),
    ];
  }
}

export function spentSeconds(room: ReviewRoom): number {
  return room.steps.reduce((sum, step) => sum + step.spentSeconds, 0);
}

export function toMinutes(seconds: number): number {
  return Math.round(seconds / 60);
}
