import { Injectable } from '@nestjs/common';

/** The only source of "now" in the API, so that tests can stand still. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
