export const texts = {
  titolo: 'Registri giornalieri',
  registro: 'Registro di protocollo',
  introduzione:
    'Il registro di ogni giorno in cui qualcosa è stato scritto nel protocollo: si fa da solo nella notte, e porta l’impronta di quello prima. In conservazione va il file JSON; il PDF è una copia da leggere.',
  tabella: 'Registri giornalieri di protocollo',
  colonne: ['Giorno', 'Impronta SHA-256', 'Scarica'],
  file: { json: 'JSON', testo: 'Testo', pdf: 'PDF' },
  del: (day: string) => `del ${day}`,
  niente: 'Non c’è ancora nessun registro',
  nienteTesto: 'Il primo si fa nella notte dopo la prima registrazione.',
  pagine: 'Pagine dei registri giornalieri',
  posizione: 'Dal più recente',
} as const;
