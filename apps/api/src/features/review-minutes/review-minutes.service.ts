import { Injectable } from '@nestjs/common';
import type { ChatFlavor, ChatText } from '@tenken/shared/chat.contract';
import type { Language } from '@tenken/shared/identity.contract';
import type { ReviewChanges, ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { DecisionReadModel } from '../decisions/decisions.read-model.js';
import { ReviewRoomReadModel } from '../reviews/review-room.read-model.js';
import { compareReviews } from './compare-reviews.js';
import { renderChatText } from './render-chat-text.js';
import { ReviewRecordReadModel } from './review-record.read-model.js';

/** All that minutes are made of. */
export interface MinutesContents {
  room: ReviewRoom;
  /** null: no earlier review of these services */
  changes: ReviewChanges | null;
}

@Injectable()
export class ReviewMinutesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rooms: ReviewRoomReadModel,
    private readonly decisions: DecisionReadModel,
    private readonly records: ReviewRecordReadModel,
    private readonly clock: Clock,
  ) {}

  /** The room (of a closed session its record) and what is different from the review before. */
  async contents(id: string): Promise<MinutesContents> {
    const room = await this.rooms.find(id);
    const { previousReview } = room.overview;
    if (previousReview === null) return { room, changes: null };
    const previous = await this.rooms.find(previousReview.id).catch((error: unknown) => {
      // It was deleted since: there is nothing left to compare with.
      if (error instanceof DomainError && error.kind === 'not_found') return null;
      throw error;
    });
    if (previous === null || previous.status !== 'closed') return { room, changes: null };
    const decided = await this.decisions.find(this.dataSource.manager, { reviewSessionId: previous.id });
    return { room, changes: compareReviews(previous, room, decided) };
  }

  /** What has become of what the review left behind. */
  async record(id: string): Promise<ReviewRecordResponse> {
    const { room, changes } = await this.contents(id);
    const now = this.clock.now();
    const ids = room.decisions.map((decision) => decision.id);
    return {
      asOf: now.toISOString(),
      changes,
      decisions: ids.length === 0 ? [] : await this.decisions.find(this.dataSource.manager, { ids }),
      actionItems: await this.records.actionItems(room, now),
      gaps: await this.records.gaps(room, now),
      next: await this.records.next(id),
    };
  }

  /** What a chat is told. `url` leads to the record. */
  chatText(
    contents: MinutesContents,
    options: { what: ChatText; language: Language; flavor: ChatFlavor; url: string },
  ): string {
    return renderChatText(contents, options);
  }
}
