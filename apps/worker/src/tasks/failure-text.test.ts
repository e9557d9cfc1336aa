import { describe, expect, it } from '@jest/globals';
import { MailRefusedError } from '@stanza/core';
import { failureText } from './failure-text.it.ts';

describe('the text of a failure', () => {
  it.each([
    [
      'mail',
      new MailRefusedError('x', { cause: { responseCode: 550 } }),
      'Il server di posta ha rifiutato il destinatario: l’indirizzo va controllato (codice 550).',
    ],
    ['mail', { code: 'ETIMEDOUT' }, 'Il messaggio non è stato preso in carico dal server di posta (codice ETIMEDOUT).'],
    ['register_request', new Error('Practice of Maria Rossi'), 'La registrazione al protocollo non è riuscita.'],
    [
      'register_answer',
      new Error('x', { cause: { code: '57P01' } }),
      'La registrazione al protocollo della risposta non è riuscita (codice 57P01).',
    ],
    ['render_answer', 'a string', 'La preparazione della risposta non è riuscita.'],
    ['mail', { code: 'maria.rossi@posta.example' }, 'Il messaggio non è stato preso in carico dal server di posta.'],
    ['another', null, 'Un’operazione non è riuscita.'],
  ])('says for "%s" what failed, and the code when there is one (%#)', (task, error, text) => {
    expect(failureText(task, error)).toBe(text);
  });

  it('does not follow causes for ever', () => {
    const error = new Error('round');
    error.cause = error;
    expect(failureText('mail', error)).toBe('Il messaggio non è stato preso in carico dal server di posta.');
  });
});
