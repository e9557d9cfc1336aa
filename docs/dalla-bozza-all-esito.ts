import { aCitizen, anOperator, aService, asBytes, aTenant, makeMemoryPortal } from '@stanza/core/testing';

// From the draft to the outcome, without any I/O: what an integrator's own portal does.
const portal = makeMemoryPortal();
const ente = aTenant(portal.ids.next());
const service = aService(portal.ids.next());
const operator = anOperator(portal.ids.next(), { services: [service.id] });
await portal.setup.addTenant(ente);
await portal.setup.publishService(ente.id, service);
await portal.setup.addOperator(ente.id, operator, await portal.hasher.hash('una password'));

const { identity } = aCitizen(portal.ids.next());
const citizen = await portal.signInCitizen(ente.id, { identity, email: 'mario@cittadini.example', telefono: null });
const draft = await portal.startPractice(ente.id, citizen.id, service.definition.slug);
if (!draft.ok) throw new Error(draft.error.code);
for (const step of service.definition.steps) {
  const input = { typed: { uso: 'Banca' }, confirmed: true, files: {}, privateNote: null };
  await portal.saveStep(ente.id, citizen.id, draft.value, step.id, input);
}
await portal.submitPractice(ente.id, citizen.id, draft.value);
await portal.drain(); // the form is made and registered, the mails go out

const view = async () => {
  const viewed = await portal.viewPractice(ente.id, citizen, draft.value);
  if (!viewed.ok) throw new Error(viewed.error.code);
  return viewed.value;
};
const request = async () => ({
  tenantId: ente.id,
  operator,
  practiceId: draft.value,
  version: (await view()).practice.version,
});
await portal.takeCharge(await request());
await portal.decidePractice(await request(), { outcome: 'accettata', reason: '' });
await portal.drain(); // the answer is made
const content = [asBytes('firmato da Paola Conti')];
const stored = await portal.storage.put(
  ente.id,
  (async function* () {
    yield* content;
  })(),
  1000,
);
if (stored === 'too-large') throw new Error(stored);
await portal.signAnswer(await request(), { fileName: 'risposta.p7m', type: 'p7m', ...stored });
await portal.drain(); // the answer is registered, and the practice is closed

const { practice, timeline } = await view();
for (const { event, at } of timeline) console.log(at.toISOString(), event);
console.log(practice.code, practice.state, practice.answerProtocol?.number, `${portal.mailer.sent.length} e-mail`);
