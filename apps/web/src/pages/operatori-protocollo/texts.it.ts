export const texts = {
  titolo: 'Configurazione di protocollo',
  introduzione:
    'I valori con cui il portale registra al protocollo le pratiche dei servizi per cui sei abilitato. Li scelgono gli amministratori.',
  servizio: 'Servizio',
  vuoto: 'Non indicato',
  nessuno: 'Non sei abilitato a nessun servizio',
  nessunoTesto: 'Gli amministratori del Comune scelgono i servizi di cui ti occupi.',
} as const;
