import type { IntegrationId, PracticeId } from '../shared/ids.ts';
import type { Effect } from './effect.ts';
import type { IntegrationPaper } from './integration.ts';

/** Which paper of an integration each effect registers. */
const PAPERS = {
  register_integration_request: 'richiesta',
  register_integration: 'risposta',
  register_integration_cancellation: 'annullamento',
} as const satisfies Partial<Record<Effect['kind'], IntegrationPaper>>;

export const requestKey = (practiceId: PracticeId): string => `${practiceId}:richiesta`;
export const answerKey = (practiceId: PracticeId): string => `${practiceId}:risposta`;
export const paperKey = (practiceId: PracticeId, integrationId: IntegrationId, paper: IntegrationPaper): string =>
  `${practiceId}:integrazione:${integrationId}:${paper}`;

/** The key of what an effect registers; null of one that registers nothing. */
export const registrationKey = (practiceId: PracticeId, effect: Effect): string | null => {
  switch (effect.kind) {
    case 'register_request':
      return requestKey(practiceId);
    case 'register_answer':
      return answerKey(practiceId);
    case 'register_integration_request':
    case 'register_integration':
    case 'register_integration_cancellation':
      return paperKey(practiceId, effect.integrationId, PAPERS[effect.kind]);
    default:
      return null;
  }
};
