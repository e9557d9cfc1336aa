import { codeHref } from '../../http/code-href.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface CodeForm {
  readonly slug: string;
  readonly destination: string | null;
  /** A recovery code is typed, not one of the app. */
  readonly isRecovery: boolean;
  readonly wrong: boolean;
}

/** "123 456", and a recovery code with spaces where somebody likes them. */
const MAX_LENGTH = { app: 7, recovery: 20 } as const;

const otherWay = ({ slug, destination, isRecovery }: CodeForm) => {
  const href = codeHref(slug, destination);
  if (isRecovery) return { label: texts.conApp, href };
  return { label: texts.senzaApp, href: `${href}${destination === null ? '?' : '&'}con=recupero` };
};

export const operatoriCodiceView = (form: CodeForm) => {
  const { slug, destination, isRecovery, wrong } = form;
  const field: FieldView = {
    partial: 'field-code',
    id: 'codice',
    name: 'codice',
    label: isRecovery ? texts.recupero : texts.codice,
    hint: isRecovery ? undefined : texts.aiuto,
    required: true,
    value: '',
    maxlength: isRecovery ? MAX_LENGTH.recovery : MAX_LENGTH.app,
    capitals: false,
    digits: !isRecovery,
    short: !isRecovery,
    autocomplete: isRecovery ? 'off' : 'one-time-code',
    error: wrong ? texts.sbagliato : undefined,
  };
  return {
    heading: { title: texts.titolo, lead: isRecovery ? texts.introduzioneRecupero : texts.introduzione },
    errors: wrong ? { errors: [{ id: 'codice', message: texts.sbagliato }] } : null,
    action: `/${slug}/operatori/accesso/codice`,
    destination: destination ?? '',
    means: isRecovery ? 'recupero' : 'app',
    field,
    other: otherWay(form),
    exit: `/${slug}/operatori/esci`,
  };
};
