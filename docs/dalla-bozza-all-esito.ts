import * as demo from '@stanza/core/testing';

// From the draft to the outcome, without any I/O: what an integrator's own portal does.
const { must } = demo;
const portal = demo.makeMemoryPortal();
const ente = demo.aTenant(portal.ids.next());
const service = demo.aService(portal.ids.next());
const operator = demo.anOperator(portal.ids.next(), { services: [service.id] });
await portal.setup.addTenant(ente);
await portal.setup.publishService(ente.id, service);
await portal.setup.addOperator(ente.id, operator, await portal.hasher.hash('una password'));

const { identity, contacts } = demo.aCitizen(portal.ids.next());
const citizen = await portal.signInCitizen(ente.id, { identity, ...contacts });
const [me, typed] = [demo.signedIn(citizen.id), demo.aStepInput({ typed: { uso: 'Banca' } })];
must(await portal.saveProfile(ente.id, me, demo.aProfileInput({ email: 'maria@cittadini.example' })));
const practiceId = must(await portal.startPractice(ente.id, me, service.definition.slug));
for (const { id } of service.definition.steps) must(await portal.saveStep(ente.id, me, practiceId, id, typed));
must(await portal.submitPractice(ente.id, me, practiceId));
await portal.drain(); // the form is made and registered, the mails go out

const view = async () => must(await portal.viewPractice(ente.id, citizen, practiceId));
const at = { ...demo.anActor(operator), tenantId: ente.id, practiceId };
const act = async () => ({ ...at, version: (await view()).practice.version });
must(await portal.takeCharge(await act()));
must(await portal.decidePractice(await act(), demo.aDecision()));
await portal.drain(); // the answer is made, to be signed
const answer = must(await portal.findOfficeDocument(ente.id, operator, practiceId, 'risposta'));
const signed = demo.aSignedFile('Paola Conti', await demo.storedBytes(portal.storage, ente.id, answer));
must(await portal.signAnswer(await act(), must(await portal.receiveFile(ente.id, signed))));
await portal.drain(); // the answer is registered, and the practice is closed

const { practice, timeline } = await view();
for (const { event, at } of timeline) console.log(at.toISOString(), event);
console.log(practice.code, practice.state, practice.answerProtocol?.number, `${portal.mailer.sent.length} e-mail`);
