export { makeWorkerForTests, type WorkerForTests, type WorkerForTestsOptions } from './worker-for-tests.ts';
