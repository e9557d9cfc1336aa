import type { Operator } from '../../operator/operator.ts';
import { accountState } from '../../operator/operator-account.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import {
  anOperator,
  aService,
  aServiceDefinition,
  aTenant,
  makeMemoryPortal,
  memoryCodeAt,
  must,
} from '../../testing/index.ts';

export const ADDRESS = '203.0.113.7';
export const PASSWORD = 'una frase lunga';

/** An ente in memory with two services, an operator and an administrator who can both sign in. */
export const staffedOffice = async () => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  const [service, second] = [
    aService(portal.ids.next()),
    aService(portal.ids.next(), {
      definition: aServiceDefinition({ slug: 'altro', name: 'Altro' }),
    }),
  ];
  const operator = anOperator(portal.ids.next(), { services: [service.id] });
  const administrator = anOperator(portal.ids.next(), {
    name: 'Stefano Gallo',
    email: 'stefano.gallo@comune.bugliano.example',
    role: 'amministratore',
  });
  await portal.setup.addTenant(ente);
  for (const one of [service, second]) must(await portal.setup.publishService(ente.id, one));
  const hash = await portal.hasher.hash(PASSWORD);
  for (const one of [operator, administrator]) await portal.setup.addOperator(ente.id, one, hash);
  const run = <T>(work: (stores: Stores) => Promise<T>) => portal.unitOfWork.run(ente.id, work);
  const actor = { operator: administrator, address: ADDRESS };
  const account = async (id: Operator['id']) => {
    const found = await run(({ accounts }) => accounts.byId(id));
    if (found === null) throw new Error(`The operator ${id} is not there`);
    return { ...found, state: accountState(found) };
  };
  /** The words of the register, oldest first, with who did it. */
  const register = async () =>
    (await run(({ audit }) => audit.page({ after: null, limit: 100 }))).rows
      .toReversed()
      .map((entry) => [entry.action, entry.actor.kind === 'operatore' ? entry.actor.id : entry.actor.kind]);
  const signIn = (password: string, email = operator.email, address = ADDRESS) =>
    portal.signInOperator(ente.id, { email, password, address });
  /** The link of the last mail that somebody got. */
  const tokenFor = async ({ email }: Pick<Operator, 'email'>): Promise<string> => {
    await portal.drain();
    const mail = portal.mailer.sent.findLast(({ to }) => to === email);
    return mail?.text.split('/').at(-1) ?? '';
  };
  const setPassword = (token: string, password: string) =>
    portal.setPassword(ente.id, { token, password, address: ADDRESS });
  const codeNow = (secret: string) => memoryCodeAt(secret, portal.clock.now());
  /** Sets up the second factor of somebody the way they do. */
  const setUp = async (who: Operator) => {
    const { secret, sealed } = portal.beginSecondFactor(ente, who, null);
    const typed = { sealed, code: codeNow(secret), password: PASSWORD };
    const done = must(await portal.setUpSecondFactor(ente.id, { operator: who, address: ADDRESS }, typed));
    portal.clock.advance(60_000);
    return { secret, ...done };
  };
  const parts = { portal, ente, service, second, operator, administrator, actor };
  return { ...parts, run, account, register, signIn, tokenFor, setPassword, codeNow, setUp };
};
