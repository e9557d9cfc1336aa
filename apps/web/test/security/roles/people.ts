import { type Operator, operatorIdSchema, registryKeyContext, type ServiceId } from '@stanza/core';
import { makeArgon2PasswordHasher, makeUuidV7Ids } from '@stanza/gateways';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { makeTestBrowser, type TestBrowser } from '../../../src/testing/test-browser.ts';
import type { TestPortal } from '../../../src/testing/test-portal.ts';
import type { Role } from './expected.ts';

/** Somebody who asks, and the ente that they ask. */
export interface Person {
  readonly browser: TestBrowser;
  readonly ente: string;
}

/** Everybody of the table, signed in as far as they can be; the disabled one is not disabled yet. */
export type People = Readonly<Record<Role, Person>> & { readonly disabledId: string };

const PASSWORD = 'una frase di prova lunga';

/** What {@link makePeople} adds to the staff of the demonstration. */
const addStaff = async (portal: TestPortal) => {
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const [setup, ids, hash] = [makeEnteSetup(pool), makeUuidV7Ids(), await makeArgon2PasswordHasher().hash(PASSWORD)];
  const service = await portal.portal.unitOfWork.read(tenant.id, ({ services }) =>
    services.bySlug('certificato-di-nascita'),
  );
  if (service === null) throw new Error('Rovereto has no certificate');
  const add = async (name: string, role: Operator['role'], services: readonly ServiceId[]) => {
    const id = operatorIdSchema.parse(ids.next());
    const email = `${name}@comune.rovereto.example`;
    await setup.addOperator(tenant.id, { id, name, email, role, services, enabled: true }, hash);
    return { id, email };
  };
  const added = {
    colleague: await add('collega', 'operatore', [service.id]),
    notEnabled: await add('nuovo', 'operatore', []),
    disabled: await add('uscente', 'operatore', [service.id]),
    withoutFactor: await add('dirigente', 'amministratore', [service.id]),
  };
  await pool.end();
  return added;
};

/** Makes the key of an ente. @returns what a system that has it sends */
const giveKey = async (portal: TestPortal, ente: string): Promise<Readonly<Record<string, string>>> => {
  const tenant = await portal.portal.tenants.bySlug(ente);
  if (tenant === null) throw new Error(`${ente} is not there`);
  const [pool, key] = [makePool(portal.database.adminUrl, { max: 1 }), `stanza_di-${ente}`];
  const digest = portal.portal.secretBox.derive(registryKeyContext(tenant.id, key));
  await makeEnteSetup(pool).saveRegistryKey(tenant.id, digest);
  await pool.end();
  return { authorization: `Bearer ${key}` };
};

/** Signs everybody in. Each comes from an address of their own, so that nobody uses up what another may try. */
export const makePeople = async (portal: TestPortal): Promise<People> => {
  const staff = await addStaff(portal);
  let lastAddress = 0;
  const newBrowser = (
    cookies?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): TestBrowser => {
    lastAddress += 1;
    return makeTestBrowser(portal.app.server, `203.0.113.${lastAddress}`, cookies, headers);
  };
  const givePassword = async (email: string, password: string): Promise<TestBrowser> => {
    const browser = newBrowser();
    await browser.visit('/rovereto/operatori/accesso');
    await browser.send('/rovereto/operatori/accesso', { email, password });
    return browser;
  };
  const here = (browser: TestBrowser): Person => ({ browser, ente: 'rovereto' });
  const elsewhere = (browser: TestBrowser): Person => ({ browser, ente: 'tre-ville' });

  const administrator = await portal.operator('amministratore');
  await portal.asOwner(`delete from operator_service using operator
    where operator.id = operator_service.operator_id and operator.email like 'stefano.gallo@%'`);
  const credential = portal.staff.find(({ username }) => username.startsWith('stefano.gallo@'));
  if (credential === undefined) throw new Error('Rovereto has no Stefano Gallo');

  const [sender, enabled] = [await portal.citizen('anna-bianchi'), await portal.operator()];
  const senderElsewhere = await portal.citizen('anna-bianchi', 'tre-ville');
  const operatorElsewhere = await portal.operator('operatore', 'tre-ville');
  const cookiesOf = (citizen: TestBrowser, operator: TestBrowser) => ({
    citizen: citizen.cookies.get('stanza_cittadino') ?? '',
    operator: operator.cookies.get('stanza_operatore') ?? '',
  });
  const foreign = cookiesOf(senderElsewhere, operatorElsewhere);
  // Of sessions that nobody else uses: who signs out with a cookie ends it.
  const own = cookiesOf(await portal.citizen('anna-bianchi'), await portal.operator());
  return {
    visitor: here(newBrowser()),
    sender: here(sender),
    other: here(await portal.citizen('luca-ferrari')),
    senderElsewhere: elsewhere(senderElsewhere),
    enabled: here(enabled),
    colleague: here(await givePassword(staff.colleague.email, PASSWORD)),
    notEnabled: here(await givePassword(staff.notEnabled.email, PASSWORD)),
    operatorElsewhere: elsewhere(operatorElsewhere),
    administrator: here(administrator),
    administratorElsewhere: elsewhere(await portal.operator('amministratore', 'tre-ville')),
    withoutFactor: here(await givePassword(staff.withoutFactor.email, PASSWORD)),
    halfSignedIn: here(await givePassword(credential.username, credential.password)),
    disabled: here(await givePassword(staff.disabled.email, PASSWORD)),
    foreignCookies: here(newBrowser({ stanza_cittadino: foreign.citizen, stanza_operatore: foreign.operator })),
    swappedCookies: here(newBrowser({ stanza_cittadino: own.operator, stanza_operatore: own.citizen })),
    officeSystem: here(newBrowser({}, await giveKey(portal, 'rovereto'))),
    systemElsewhere: elsewhere(newBrowser({}, await giveKey(portal, 'tre-ville'))),
    disabledId: staff.disabled.id,
  };
};
