import { clockContract } from '@stanza/core/testing/contracts';
import { makeSystemClock } from './make-system-clock.ts';

clockContract('the system', makeSystemClock);
