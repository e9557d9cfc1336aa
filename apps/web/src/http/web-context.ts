import type { Portal } from '../portal.ts';
import type { Csrf } from './csrf.ts';
import type { RouteTable } from './route-table.ts';
import type { Sessions } from './sessions.ts';
import type { ShowPage } from './show-page.ts';
import type { SignInMark } from './sign-in-mark.ts';

/** What every page's route is given. */
export interface WebContext {
  readonly portal: Portal;
  readonly sessions: Sessions;
  readonly signInMark: SignInMark;
  readonly csrf: Csrf;
  readonly show: ShowPage;
  readonly routes: RouteTable;
  /** Pages for development are there only in development. */
  readonly mode: 'development' | 'production' | 'test';
  /** Cookies only over HTTPS. */
  readonly secure: boolean;
}
