import type { FeedFailure } from '@stanza/core';

/** Thrown inside the reading of a feed, to end it: the reader answers with its failure. */
export class FeedProblem extends Error {
  override readonly name = 'FeedProblem';
  readonly failure: FeedFailure;

  constructor(failure: FeedFailure, cause?: unknown) {
    super(failure, { cause });
    this.failure = failure;
  }
}
