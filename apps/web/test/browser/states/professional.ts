import { catalogue } from '@stanza/services';
import { looking as at, href, type Looking, press } from '../looking.ts';
import { type Stage, WHOLE_SERVICES, type WholeService } from '../stage.ts';

/** Every step of a draft that is whole; those that its answers skip are not among them. */
const steps = (slug: WholeService, skipped: readonly string[] = []): readonly Looking[] => {
  const service = catalogue.find((candidate) => candidate.slug === slug);
  if (service === undefined) throw new Error(`${slug} is not in the catalogue`);
  const [title = ''] = `Nuova pratica: ${service.name}`.split(' (');
  return service.steps
    .filter(({ id, kind }) => kind !== 'instructions' && !skipped.includes(id))
    .map((step) =>
      at('compilazione', title, `${slug}, ${WHOLE_SERVICES[slug]}: ${step.id}`, stepHref(slug, step.id), step.title),
    );
};
const stepHref =
  (slug: WholeService, step: string) =>
  ({ whole }: Stage): string =>
    `${whole[slug]}/compila/${step}`;

export const PROFESSIONAL: readonly Looking[] = [
  ...steps('scia-edilizia'),
  ...steps('comunicazione-inizio-lavori-asseverata'),
  ...steps('cambio-di-residenza', ['dettaglio-provenienza']),
  at(
    'compilazione',
    'SCIA',
    'the longest form, all of it missing',
    ({ empty }) => `${empty}/compila/allegati-tecnici`,
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at(
    'compilazione',
    '', // without JavaScript the question has a page and a heading of its own
    'the question before the sending',
    stepHref('cambio-di-residenza', 'conferma'),
    'Sei sicuro di aver compilato',
    async (page) => {
      await page.getByRole('button', { name: 'Invia', exact: true }).click();
      await page.getByText('Sei sicuro di aver compilato').waitFor();
    },
  ),
  at(
    'compilazione/conferma',
    'Sei sicuro di aver compilato',
    'the same question where there is no dialog',
    stepHref('cambio-di-residenza', 'conferma'),
    'Sì, sono sicuro',
    async (page) => {
      // As a browser does that runs no scripts: `submit` asks nobody.
      const send = `{ const form = document.querySelector('#passo');
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'azione', value: 'avanti' }));
        form.submit(); }`;
      await Promise.all([page.waitForEvent('load'), page.evaluate(send)]);
    },
  ),
  at(
    'elimina-allegato',
    'Vuoi eliminare il file',
    'a file to delete',
    href('/rovereto/allegati'),
    'non si può recuperare',
    async (page) => {
      const link = page.getByRole('link', { name: /^Elimina/u }).first();
      await Promise.all([page.waitForEvent('load'), link.click()]);
    },
  ),
];
