import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { localClock } from '../../clock/local-clock.js';
import { escapeMarkdown as esc } from '../../markdown/escape-markdown.js';
import { blocks, list, section, table } from './markdown-blocks.js';
import { type MinutesLines, spentSeconds, toMinutes } from './minutes-lines.js';
import type { MinutesWords } from './minutes-words.js';
import type { MinutesContents } from './review-minutes.service.js';

/** How the session ended: what is carried over, the time it took against the plan, who confirmed the record. */
export function renderClosing({ room }: MinutesContents, lines: MinutesLines, words: MinutesWords): string {
  const rest = lines.carriedOver();
  return blocks(
    section(words.carriedOver, rest.length === 0 ? words.nothingCarriedOver : list(rest)),
    section(words.time, renderTime(room, lines, words)),
    section(words.signOffs, renderSignOffs(room, words)),
  );
}

function renderTime(room: ReviewRoom, lines: MinutesLines, words: MinutesWords): string {
  if (room.startedAt === null) return '';
  const planned = room.steps.reduce((sum, step) => sum + step.minutes, 0);
  return table(
    [words.step, words.planned, words.spent],
    [
      ...room.steps.map((step) => [
        lines.step(step),
        words.minutesSpent(step.minutes),
        words.minutesSpent(toMinutes(step.spentSeconds)),
      ]),
      [words.total, words.minutesSpent(planned), words.minutesSpent(toMinutes(spentSeconds(room)))],
    ],
  );
}

function renderSignOffs(room: ReviewRoom, words: MinutesWords): string {
  if (room.status !== 'closed') return '';
  if (room.signOffs.length === 0) return words.noSignOffs;
  return list(
    room.signOffs.map(({ person, at, comment }) => {
      const said = comment === null || comment.trim() === '' ? '' : `${words.colon}${esc(comment)}`;
      const { day, time } = localClock(at, room.timeZone);
      return `${esc(person.name)}${words.aside(`${day} ${time}`)}${said}`;
    }),
  );
}
