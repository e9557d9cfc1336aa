import type { DocareaDialect } from './settings.ts';

export type DocareaOperation = 'Login' | 'Inserimento' | 'Protocollazione';

/** What a dialect calls the fields of its answers. */
export interface AnswerNames {
  readonly token: string;
  readonly document: string;
  readonly number: string;
  readonly year: string;
  readonly date: string;
  readonly error: string;
  readonly text: string;
}

/** How one of the four says the same three things. */
export interface Dialect {
  readonly operation: (operation: DocareaOperation) => string;
  readonly soapAction: (operation: DocareaOperation) => string;
  /** The namespace: on the operation and its arguments, or on the operation alone. */
  readonly qualified: boolean;
  /** rpc/encoded: each argument says its type. */
  readonly encoded: boolean;
  readonly login: readonly [ente: string, user: string, password: string];
  readonly session: readonly [user: string, token: string];
  /** How a document goes; `attached`: as an attachment of the SOAP message. */
  readonly document:
    | { readonly as: 'attached' }
    | { readonly as: 'base64'; readonly name: string | null; readonly content: string };
  /** How the profile goes. */
  readonly profile: { readonly as: 'attached' } | { readonly as: 'base64' | 'text'; readonly content: string };
  readonly names: AnswerNames;
  /** An error may have the number 0 and a text alone; elsewhere a success has a text too. */
  readonly textMeansError: boolean;
}

export const NAMESPACE = 'http://tempuri.org/';

const USUAL_NAMES: AnswerNames = {
  token: 'strDST',
  document: 'lngDocID',
  number: 'lngNumPG',
  year: 'lngAnnoPG',
  date: 'strDataPG',
  error: 'lngErrNumber',
  text: 'strErrString',
};

const USUAL = {
  operation: (operation: DocareaOperation) => operation,
  soapAction: (operation: DocareaOperation) => `${NAMESPACE}${operation}`,
  qualified: true,
  encoded: false,
  login: ['strCodEnte', 'strUserName', 'strPassword'],
  session: ['strUserName', 'strDST'],
  names: USUAL_NAMES,
  textMeansError: false,
} as const;

/** The four dialects (standards.md 1.3). */
export const DIALECTS: Readonly<Record<DocareaDialect, Dialect>> = {
  classic: { ...USUAL, document: { as: 'attached' }, profile: { as: 'attached' } },
  inline: {
    ...USUAL,
    operation: (operation) => operation.toLowerCase(),
    soapAction: () => '',
    qualified: false,
    document: { as: 'base64', name: null, content: 'strAttachment' },
    profile: { as: 'base64', content: 'strAttachment' },
  },
  halley: {
    ...USUAL,
    document: { as: 'base64', name: 'strDocument', content: 'objDocument' },
    profile: { as: 'text', content: 'strDocumentInfo' },
  },
  tinn: {
    ...USUAL,
    soapAction: (operation) => `${NAMESPACE}#${operation}`,
    qualified: false,
    encoded: true,
    login: ['CodiceEnte', 'Username', 'UserPassword'],
    session: ['Username', 'DSTLogin'],
    document: { as: 'base64', name: null, content: 'FileBinario' },
    profile: { as: 'base64', content: 'FileXML' },
    // With a capital i, as the vendor wrote them.
    names: {
      token: 'strDST',
      document: 'IngDocID',
      number: 'IngNumPG',
      year: 'IngAnnoPG',
      date: 'StrDataPG',
      error: 'IngErrNumber',
      text: 'strErrString',
    },
    textMeansError: true,
  },
};
