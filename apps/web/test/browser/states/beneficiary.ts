import type { Looking } from '../looking.ts';
import { practice, tab } from './common.ts';

export const BENEFICIARY: readonly Looking[] = [
  tab('per_mio_conto', 'Certificato di nascita'),
  practice('a practice sent on their behalf', ({ onBehalf }) => onBehalf, 'Numero di protocollo:'),
];
