import { type TermsDocument, termsIdSchema } from '@stanza/core';
import { demoId } from './demo-id.ts';

/** The terms of an ente of the demonstration. A new text is a new revision: what was published is never edited. */
export const demoTerms = (ente: { readonly slug: string; readonly name: string }): readonly TermsDocument[] =>
  [conditions(ente.name), privacy(ente.name)].map((document) => ({
    ...document,
    id: termsIdSchema.parse(demoId(ente.slug, 'condizioni', document.key, String(document.revision))),
  }));

const conditions = (name: string): Omit<TermsDocument, 'id'> => ({
  key: 'condizioni-di-utilizzo',
  revision: 1,
  title: 'Condizioni di utilizzo',
  mandatory: true,
  body: [
    `Questo portale è una dimostrazione della Stanza del Cittadino. Le richieste che invii qui restano nel programma in prova: il ${name} non le riceve e non rilascia alcun documento.`,
    'Con la Stanza del Cittadino puoi presentare una richiesta al Comune, seguirne lo stato e scaricare la risposta.',
    'Accedi con la tua identità digitale. Non lasciare che altre persone usino il portale al tuo posto e, quando hai finito, esci dalla sessione.',
    'Sei responsabile di ciò che dichiari e dei documenti che alleghi. In un portale in servizio chi dichiara il falso ne risponde penalmente (articoli 75 e 76 del DPR 445/2000).',
    'Una richiesta è presentata solo quando premi “Invia” e confermi. Le bozze e le note personali sono visibili soltanto a te.',
    'Se queste condizioni cambiano, ti chiediamo di leggerle e accettarle di nuovo. Trovi quelle che hai accettato, con data e ora, nella pagina “Il mio profilo”.',
  ],
});

const privacy = (name: string): Omit<TermsDocument, 'id'> => ({
  key: 'informativa-privacy',
  revision: 2,
  title: 'Presa visione dell’informativa sulla privacy',
  mandatory: true,
  body: [
    `In un portale in servizio il titolare del trattamento è il ${name}. In questa dimostrazione i dati restano sul computer o sul server di chi l’ha avviata: non inserire dati o documenti veri.`,
    'Trattiamo i dati anagrafici che arrivano con la tua identità digitale, i recapiti e gli indirizzi del tuo profilo, le risposte e i documenti delle tue richieste.',
    'Li usiamo soltanto per ricevere e gestire le richieste, protocollarle e scriverti che cosa succede. La base giuridica è l’esecuzione di un compito di interesse pubblico (articolo 6, paragrafo 1, lettera e, del regolamento UE 2016/679).',
    'Li vedono gli operatori del Comune abilitati al servizio che hai scelto. Se indichi il codice fiscale di una persona per cui agisci, anche quella persona vede la richiesta nella propria area personale.',
    'Registriamo i tuoi accessi con SPID o CIE e li conserviamo per 24 mesi, come chiedono le regole tecniche di SPID. Poi li cancelliamo.',
    'Puoi chiedere al Comune di accedere ai tuoi dati, di correggerli e, nei casi previsti dalla legge, di cancellarli o di limitarne l’uso. Puoi presentare reclamo al Garante per la protezione dei dati personali.',
    'Con la casella dichiari di aver letto questa informativa. Non è un consenso: per questi servizi il trattamento non lo richiede.',
  ],
});
