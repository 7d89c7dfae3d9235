import { Module } from '@nestjs/common';
import { PostmortemRecordService } from './postmortem-records.service.js';
import { PostmortemRepository } from './postmortems.repository.js';

/** The part of postmortems that incidents stand on; PostmortemsModule stands on incidents. */
@Module({
  providers: [PostmortemRecordService, PostmortemRepository],
  exports: [PostmortemRecordService, PostmortemRepository],
})
export class PostmortemRecordsModule {}
