import type { Audience } from './looking.ts';
import { ADMINISTRATOR } from './states/administrator.ts';
import { BENEFICIARY } from './states/beneficiary.ts';
import { NEWCOMER } from './states/newcomer.ts';
import { OPERATOR } from './states/operator.ts';
import { PROFESSIONAL } from './states/professional.ts';
import { SENDER } from './states/sender.ts';
import { VISITOR } from './states/visitor.ts';

/** Every page in every state, by who sees it. A state is one `at(…)`; a new kind of reader is one line here. */
export const AUDIENCES: readonly Audience[] = [
  { who: 'a visitor', somebody: (portal) => portal.browser(), pages: VISITOR },
  { who: 'a newcomer', somebody: (portal) => portal.citizen('giuseppe-fo'), pages: NEWCOMER },
  { who: 'somebody with practices in every state', somebody: (_portal, { sender }) => sender, pages: SENDER },
  { who: 'somebody whom others asked for', somebody: (_portal, { beneficiary }) => beneficiary, pages: BENEFICIARY },
  { who: 'a professional', somebody: (_portal, { professional }) => professional, pages: PROFESSIONAL },
  { who: 'an operator', somebody: (_portal, { operator }) => operator, pages: OPERATOR },
  { who: 'an administrator', somebody: (_portal, { administrator }) => administrator, pages: ADMINISTRATOR },
];
