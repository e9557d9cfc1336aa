import { z } from 'zod';

/** The environment variable by which the test run tells its test files where to ask for the cluster. */
export const CLUSTER_DOOR_VARIABLE = 'STANZA_TEST_CLUSTER';

/** Added to the cluster's address: there the template has the enti of the demonstration. */
export const DEMO_DOOR = '/demo';

/** The environment variable by which the test run tells its test files which Chromium there is. */
export const CHROMIUM_VARIABLE = 'STANZA_TEST_CHROMIUM';

const configSchema = z.object({
  /** Administrator's connection string of a PostgreSQL to use instead of the embedded one. */
  TEST_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Path of the Chromium to use instead of the one found on the system. */
  CHROMIUM_PATH: z.string().min(1).optional(),
  [CLUSTER_DOOR_VARIABLE]: z.url().optional(),
  [CHROMIUM_VARIABLE]: z.string().optional(),
  /** Where `.ci/run` wants the counts of the run. */
  TEST_COUNTS_FILE: z.string().optional(),
  PATH: z.string().default(''),
  NODE_COMPILE_CACHE: z.string().optional(),
});

/** Reads the settings of the tests; an empty variable counts as absent. */
export function readTestConfig(environment: NodeJS.ProcessEnv = process.env): z.infer<typeof configSchema> {
  return configSchema.parse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
}

/** What a program under test inherits: none of the settings of the person who runs the tests. */
export const bareEnvironment = (): Record<string, string> => {
  const { PATH, NODE_COMPILE_CACHE } = readTestConfig();
  return { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
};

/** Tells the rest of this process, and those that it starts, where to ask for the cluster. */
export const announceCluster = (doorUrl: string): void => {
  process.env[CLUSTER_DOOR_VARIABLE] = doorUrl;
};
