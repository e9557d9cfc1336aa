import type { Say } from '../start/say.ts';

/** Where a command is run. */
export interface Terminal {
  readonly say: Say;
  readonly sayError: Say;
  /** That of this process when it is not given. */
  readonly environment?: NodeJS.ProcessEnv;
}
