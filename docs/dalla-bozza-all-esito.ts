import { readAll } from '@stanza/core';
import { aCitizen, anOperator, aService, aSignedFile, aTenant, makeMemoryPortal, must } from '@stanza/core/testing';

// From the draft to the outcome, without any I/O: what an integrator's own portal does.
const portal = makeMemoryPortal();
const ente = aTenant(portal.ids.next());
const service = aService(portal.ids.next());
const operator = anOperator(portal.ids.next(), { services: [service.id] });
await portal.setup.addTenant(ente);
await portal.setup.publishService(ente.id, service);
await portal.setup.addOperator(ente.id, operator, await portal.hasher.hash('una password'));

const { identity, contacts } = aCitizen(portal.ids.next());
const citizen = await portal.signInCitizen(ente.id, { identity, ...contacts });
const home = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
const profile = {
  email: 'maria@cittadini.example',
  telefono: '',
  residenza: home,
  domicilioDiverso: false,
  domicilio: { via: '', civico: '', cap: '', comune: '', provincia: '' },
};
must(await portal.saveProfile(ente.id, citizen.id, profile));
const practiceId = must(await portal.startPractice(ente.id, citizen.id, service.definition.slug));
for (const { id } of service.definition.steps) {
  const input = { typed: { uso: 'Banca' }, confirmed: true, files: {}, privateNote: null };
  must(await portal.saveStep(ente.id, citizen.id, practiceId, id, input));
}
must(await portal.submitPractice(ente.id, citizen.id, practiceId));
await portal.drain(); // the form is made and registered, the mails go out

const view = async () => must(await portal.viewPractice(ente.id, citizen, practiceId));
const act = async () => ({
  tenantId: ente.id,
  operator,
  address: '192.0.2.1',
  practiceId,
  version: (await view()).practice.version,
});
must(await portal.takeCharge(await act()));
must(await portal.decidePractice(await act(), { outcome: 'accettata', reason: '', flow: 'firma', document: null }));
await portal.drain(); // the answer is made, to be signed
const { sha256, size } = must(await portal.findOfficeDocument(ente.id, operator, practiceId, 'risposta'));
const answer = await portal.storage.open(ente.id, sha256);
if (answer === null) throw new Error('The answer is not in the storage');
const signed = aSignedFile('Paola Conti', await readAll(answer, size)); // downloaded, signed, and handed in
must(await portal.signAnswer(await act(), must(await portal.receiveFile(ente.id, signed))));
await portal.drain(); // the answer is registered, and the practice is closed

const { practice, timeline } = await view();
for (const { event, at } of timeline) console.log(at.toISOString(), event);
console.log(practice.code, practice.state, practice.answerProtocol?.number, `${portal.mailer.sent.length} e-mail`);
