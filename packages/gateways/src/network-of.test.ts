import { networkOfContract } from '@stanza/core/testing/contracts';
import { networkOf } from './network-of.ts';

networkOfContract('ipaddr.js', networkOf);
