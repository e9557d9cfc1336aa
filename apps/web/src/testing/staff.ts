import { operatorIdSchema } from '@stanza/core';
import type { TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

const STAFF = '/rovereto/operatori/personale';

const invite = async (administrator: TestBrowser, nome: string, email: string): Promise<string> => {
  await administrator.visit(`${STAFF}/nuovo`);
  await administrator.send(`${STAFF}/nuovo`, { nome, email, ruolo: 'operatore' });
  return administrator.path.split('?', 1)[0] ?? '';
};

/** Invites somebody. @returns where the link of their mail leads */
export const inviteWithLink = async (portal: TestPortal, administrator: TestBrowser): Promise<string> => {
  await invite(administrator, 'Marta Bruni', 'marta.bruni@comune.rovereto.example');
  await portal.drain();
  const mail = await portal.browser().visit('/sviluppo/posta');
  return new URL(mail.html.querySelector('a[href*="/operatori/password/"]')?.getAttribute('href') ?? '').pathname;
};

/** Somebody whose invitation is blocked, and where the others are. */
export const setStaff = async (portal: TestPortal, administrator: TestBrowser) => {
  const invited = await invite(administrator, 'Lucia Neri', 'lucia.neri@comune.rovereto.example');
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  await portal.portal.unitOfWork.run(tenant.id, async ({ invitations, deliveries }) => {
    const latest = await invitations.latestOf(operatorIdSchema.parse(invited.split('/').at(-1)));
    if (latest !== null)
      await deliveries.fail(latest.invitation.id, 'Il server di posta ha rifiutato l’indirizzo.', true);
  });
  const list = await administrator.visit(STAFF);
  const at = (name: string): string =>
    list.html
      .querySelectorAll('tbody a')
      .find((link) => link.textContent.includes(name))
      ?.getAttribute('href') ?? '';
  return { invited, self: at('Stefano Gallo'), colleague: at('Paola Conti') };
};
