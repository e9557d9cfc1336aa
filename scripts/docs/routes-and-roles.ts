import { ALL_ROLES, EXPECTED, KINDS, OUTCOMES, ROLES } from '../../apps/web/test/security/roles/expected.ts';
import { ROUTES } from '../../apps/web/test/security/roles/routes.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text}\``;

/** What each route of the portal answers to whom, as a test asks for it. @returns the text of `docs/routes-and-roles.md` */
export const routesAndRoles = (): string => `# Routes and roles

\`npm run docs\` writes this page from \`apps/web/test/security/roles/\`. The test \`apps/web/test/security/someone-elses.test.ts\` asks
for every route as everybody here, with the ids of things that are there, and looks into the database for what has changed: what this
page says is what came back.

## Who asks

${table(
  ['Role', 'Who'],
  ALL_ROLES.map((role) => [code(role), ROLES[role]]),
)}

## What comes back

${table(
  ['Outcome', 'What'],
  Object.entries(OUTCOMES).map(([outcome, what]) => [code(outcome), what]),
)}

A form is sent with the token of its page; that none is taken without it, \`apps/web/test/security/requests.test.ts\` proves. Routes are of
a kind, by whose they are:

${table(
  ['Kind', ...ALL_ROLES.map(code)],
  KINDS.map((kind) => [code(kind), ...ALL_ROLES.map((role) => EXPECTED[kind].row[role])]),
)}

## The routes of each kind
${KINDS.map((kind) => `\n### ${kind}\n\n${EXPECTED[kind].whose}.\n\n${ROUTES[kind].map((route) => `- ${code(route)}`).join('\n')}\n`).join('')}`;
