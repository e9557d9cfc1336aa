export const texts = {
  servizi: 'Servizi',
  indice: 'Indice della pagina',
  simili: 'Servizi della stessa area',
  siPaga: 'Per questo servizio è previsto un pagamento',
  quandoSiPaga:
    'Si paga durante la compilazione, prima dell’invio: la pratica si può inviare quando il pagamento è confermato.',
  primaLaMarca:
    'La marca da bollo si compra prima, in tabaccheria: durante la compilazione se ne scrivono il numero e la data.',
  conMarca: (label: string) => `${label} (marca da bollo)`,
  secondoRisposte: 'L’importo dipende dalle risposte',
  soloInCerti: (amount: string) => `${amount}, solo in alcuni casi`,
  accedi: 'Accedi al servizio',
  livello:
    'Per questo servizio serve un accesso di livello 3, il più sicuro. La pagina di accesso dice con che cosa puoi farlo in questo Comune.',
  area: 'Argomento:',
  ufficio: 'Ufficio:',
} as const;
