import { childElements, parseXml, textOf } from '@stanza/gateways';

/** What a registry reads in a profile. */
export interface SeenProfile {
  readonly oggetto: string;
  readonly flusso: string;
  readonly nome: string;
  readonly cognome: string;
  readonly codiceFiscale: string;
  readonly titolario: string | null;
  /** `12/2026` */
  readonly fascicolo: string | null;
  readonly documents: readonly {
    readonly id: number;
    readonly name: string;
    readonly description: string;
    readonly type: string;
  }[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** The element at the end of a path of names; undefined when there is none. */
const at = (from: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>(
    (parent, name) =>
      parent === undefined ? undefined : childElements(parent).find(({ tagName }) => tagName === name),
    from,
  );
const text = (from: Element | undefined, ...path: readonly string[]): string => textOf(at(from, ...path) ?? null);
const children = (from: Element | undefined): readonly Element[] => (from === undefined ? [] : childElements(from));

/** The beginning of the order of elements, which a server that validates insists on. */
const ORDER = /^Oggetto,Identificatore,Mittente,Destinatario(?:,Classifica)?(?:,Fascicolo)?$/u;

/**
 * Reads a profile as the servers known to us do: as Latin-1, whatever it declares.
 * @returns null when it is not XML, or not in order
 */
export const readProfile = (bytes: Buffer): SeenProfile | null => {
  const root = parseXml(bytes.toString('latin1').trim(), { tags: 1000, attributes: 1000, prefixes: 5, depth: 10 });
  if (root?.tagName !== 'Segnatura') return null;
  const heading = at(root, 'Intestazione');
  if (
    !ORDER.test(
      children(heading)
        .map(({ tagName }) => tagName)
        .join(),
    )
  )
    return null;
  const person = at(heading, 'Mittente', 'Persona') ?? at(heading, 'Destinatario', 'Persona');
  const fascicolo = at(heading, 'Fascicolo');
  const main = at(root, 'Descrizione', 'Documento');
  const documents = [...(main === undefined ? [] : [main]), ...children(at(root, 'Descrizione', 'Allegati'))];
  return {
    oggetto: text(heading, 'Oggetto'),
    flusso: text(heading, 'Identificatore', 'Flusso'),
    nome: text(person, 'Nome'),
    cognome: text(person, 'Cognome'),
    codiceFiscale: text(person, 'CodiceFiscale'),
    titolario: at(heading, 'Classifica') === undefined ? null : text(heading, 'Classifica', 'CodiceTitolario'),
    fascicolo: fascicolo === undefined ? null : `${fascicolo.getAttribute('numero')}/${fascicolo.getAttribute('anno')}`,
    documents: documents.map((one) => ({
      id: Number(one.getAttribute('id')),
      name: one.getAttribute('nome') ?? '',
      description: text(one, 'DescrizioneDocumento'),
      type: text(one, 'TipoDocumento'),
    })),
    parameters: Object.fromEntries(
      children(at(root, 'ApplicativoProtocollo')).map((one) => [one.getAttribute('nome'), one.getAttribute('valore')]),
    ),
  };
};
