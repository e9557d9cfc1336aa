/** What the form of a step says around its fields. */
export const stepFormTexts = {
  limiti: (types: readonly string[], max: number, size: string) =>
    max === 1
      ? `Formati accettati: ${types.join(', ')}. Al massimo ${size}.`
      : `Formati accettati: ${types.join(', ')}. Al massimo ${max} file, di ${size} ciascuno.`,
  tuttiInsieme: (size: string) => `Tutti i file della pratica insieme: al massimo ${size}.`,
  sostituisciFile: 'Per sostituirlo scegli un altro file.',
  aggiungiFile: 'I file che scegli si aggiungono a questi.',
  fileGiaCaricato: (name: string, size: string, description: string) => `${name} (${size}), ${description}`,
  scegli: 'Scegli…',
  scegliDocumento: 'Scegli tra i tuoi documenti…',
  aggiungiRiga: (row: string) => `Aggiungi ${row}`,
  togliRiga: (row: string) => `Togli ${row}`,
} as const;
