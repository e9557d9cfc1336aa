import { notice } from '../components.ts';
import { citizenNav, makeShell, type ShellView } from '../shell.ts';

/** The shell in its richest form. */
export function galleryShell(): ShellView {
  return makeShell({
    title: 'Galleria',
    hasErrors: true,
    ente: {
      name: 'Comune di Bugliano',
      base: '/bugliano',
      theme: 'petrolio',
      region: 'Regione Toscana',
      website: { label: 'www.comune.bugliano.example', href: 'https://www.comune.bugliano.example' },
      address: ['Piazza della Libertà 1, 56000 Bugliano (PI)', 'Codice fiscale 00000000000'],
      phone: '050 000000',
      email: 'urp@comune.bugliano.example',
      pec: 'protocollo@pec.comune.bugliano.example',
    },
    user: { name: 'Maria Rossi', profileHref: '/bugliano/profilo', logoutAction: '/bugliano/esci' },
    csrf: 'gettone',
    nav: citizenNav('/bugliano', 'pratiche'),
    breadcrumb: [
      { label: 'La mia stanza', href: '/bugliano/stanza' },
      { label: 'Le mie pratiche', href: '/bugliano/pratiche' },
      { label: 'Galleria', href: null },
    ],
    flash: notice('success', { text: 'Pratica salvata.' }),
    footer: galleryFooter,
  });
}

/** The shell in its barest form: no Comune, nobody signed in. */
export function bareShell(): ShellView {
  return makeShell({ title: 'Conferma', loginHref: '/accesso', footer: galleryFooter });
}

const galleryFooter = {
  privacy: '/privacy',
  legalNotes: '/note-legali',
  cookies: '/cookie',
  accessibility: 'https://form.agid.gov.it/view/esempio',
  inefficiency: '/segnala',
  faq: '/faq',
  operators: '/operatori',
};
