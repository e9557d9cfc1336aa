import { virusScannerContract } from '../contracts/virus-scanner.contract.ts';
import { makeMemoryVirusScanner } from './virus-scanner.ts';

virusScannerContract('memory', async () => ({ scanner: makeMemoryVirusScanner(), close: async () => undefined }));
