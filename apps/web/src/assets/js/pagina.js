/**
 * Enhancements only: every page works without this file. A module, so it runs once, when the page has been read.
 * Texts come from the page, never from here, except the counter's.
 */

/** How many times a waiting page reloads itself before it leaves the choice to the person. */
const MAX_REFRESHES = 20;

/** Says how many characters are left: at once to the eye, and to screen readers only when one stops typing. */
function countCharacters(textarea) {
  const output = document.getElementById(textarea.dataset.contatore);
  const spoken = document.createElement('span');
  const seen = document.createElement('span');
  spoken.className = 'visually-hidden';
  spoken.setAttribute('role', 'status');
  seen.setAttribute('aria-hidden', 'true');
  output.replaceChildren(seen, spoken);
  let timer;
  const sentence = () => {
    const left = textarea.maxLength - textarea.value.length;
    return left === 1 ? 'Resta 1 carattere' : `Restano ${left} caratteri`;
  };
  seen.textContent = sentence();
  textarea.addEventListener('input', () => {
    seen.textContent = sentence();
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = sentence();
    }, 1000);
  });
}

/** Asks with the dialog before sending; "yes" sends the same form, by the same button, with `conferma=si`. */
function confirmBeforeSending(form) {
  const dialog = document.getElementById(form.dataset.confirm);
  let confirmed = false;
  let submitter = null;
  form.addEventListener('submit', (event) => {
    if (confirmed || event.submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    submitter = event.submitter;
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'si') return;
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'conferma';
    field.value = 'si';
    form.append(field);
    confirmed = true;
    form.requestSubmit(submitter);
    // What is sent was read just now; a page shown again from the cache must ask again.
    confirmed = false;
    field.remove();
  });
}

/** One box that chooses all those of its form with the name that it says; it is ticked when all of them are. */
function chooseAll(box) {
  const boxes = [...box.form.elements].filter(({ name }) => name === box.dataset.scegli);
  const show = () => {
    box.checked = boxes.every(({ checked }) => checked);
  };
  box.addEventListener('change', () => {
    for (const one of boxes) one.checked = box.checked;
  });
  box.form.addEventListener('change', show);
  // Also when the browser has put the boxes back as they were.
  addEventListener('pageshow', show);
  box.parentElement.hidden = false;
}

/** Escape closes what was opened, from wherever one is in it, and one is where it can be opened again. */
function closeOnEscape(details) {
  details.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary').focus();
  });
}

/** A second click while the answer is on its way sends nothing. Buttons come back when the page is shown again from the cache. */
function sendOnce(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (sent) event.preventDefault();
    sent = true;
    event.submitter?.setAttribute('aria-disabled', 'true');
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    sent = false;
    for (const button of form.elements) button.removeAttribute('aria-disabled');
  });
}

/** Whether somebody is in a form, or has changed something in it that a reload would take away. */
function isInUse() {
  const isDirty = (control) =>
    'defaultValue' in control && (control.value !== control.defaultValue || control.checked !== control.defaultChecked);
  const controls = [...document.forms].flatMap((form) => [...form.elements]);
  return controls.some((control) => control === document.activeElement || isDirty(control));
}

/** Reloads a page that waits for something, a bounded number of times, and only while it is looked at and not written on. */
function refreshWhileWaiting(element) {
  const key = `attesa:${location.pathname}`;
  const done = Number(sessionStorage.getItem(key));
  if (done >= MAX_REFRESHES) return;
  const tryLater = () => setTimeout(refresh, Number(element.dataset.refresh) * 1000);
  const refresh = () => {
    if (isInUse()) {
      tryLater();
    } else if (document.hidden) {
      document.addEventListener('visibilitychange', refresh, { once: true });
    } else {
      sessionStorage.setItem(key, String(done + 1));
      location.reload();
    }
  };
  tryLater();
}

/** What of the page of a step says how a payment stands. */
const PARTS_OF_STEP = ['.passi', '#passo > [aria-hidden]', '#passo > .pulsanti'];

/** Brings in the parts of the page that have changed; what has the focus keeps it, or the first of them gets it. */
async function renewParts(selectors) {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const parts = selectors.map((one) => [document.querySelector(one), page.querySelector(one)]);
  // It leads elsewhere now.
  if (answer.redirected || parts.some(([, fresh]) => fresh === null)) {
    location.reload();
    return null;
  }
  const focused = document.activeElement;
  for (const [old, fresh] of parts) old.replaceWith(fresh);
  if (!focused.isConnected) {
    const same = focused.name && document.querySelector(`main [name="${focused.name}"][value="${focused.value}"]`);
    (same && !same.disabled ? same : parts[0][1]).focus();
  }
  return parts[0][1];
}

/** Hears from the portal that what the page waits for has changed, shows it, and says so to who does not see it. */
function hearOfChanges(element) {
  const { id, dataset } = element;
  let source = null;
  let running = false;
  const shown = () => document.getElementById(id).dataset.visto;
  const hear = async ({ data }) => {
    if (running || data === shown()) return;
    running = true;
    const fresh = await renewParts([`#${id}`, ...PARTS_OF_STEP]);
    running = false;
    if (fresh === null) return;
    document.getElementById('novita').textContent = fresh.dataset.frase;
    if (!fresh.dataset.ascolta) stop();
  };
  const stop = () => {
    source?.close();
    document.removeEventListener('visibilitychange', listen);
  };
  // What nobody looks at waits for nothing.
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(dataset.ascolta);
    source.addEventListener('message', hear);
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pageshow', ({ persisted }) => persisted && listen());
  addEventListener('pagehide', () => source?.close());
  listen();
}

/** Suggests places whose name begins with what is typed; any other name may be typed all the same. */
function suggestPlaces(input) {
  const list = document.getElementById(input.getAttribute('list'));
  let timer;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < 2) return;
    timer = setTimeout(async () => {
      const answer = await fetch(input.dataset.luoghi + encodeURIComponent(typed)).catch(() => null);
      if (!answer?.ok || input.value.trim() !== typed) return;
      const options = (await answer.json()).map((name) => {
        const option = document.createElement('option');
        option.value = name;
        return option;
      });
      list.replaceChildren(...options);
    }, 200);
  });
}

/** Saves the draft, with everything but files, and says so. @returns whether it is saved */
async function saveDraft(form, signal) {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    // Names with a colon take files away or bring them back, which only a button does.
    if (typeof value === 'string' && !name.includes(':')) data.append(name, value);
  }
  data.set('azione', 'salva');
  const init = { method: 'POST', body: data, redirect: 'manual', signal };
  const answer = await fetch(form.action, init).catch(() => null);
  if (signal.aborted) return false;
  const saved = answer?.status === 204;
  const status = document.getElementById(form.dataset.salva);
  status.textContent = saved ? status.dataset.salvato : status.dataset.nonSalvato;
  return saved;
}

/** Brings in the fields that exist with the answers as they are now; what has the focus keeps it. @returns whether it did */
async function refreshFields(fields, signal) {
  const answer = await fetch(location.href, { signal }).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.getElementById(fields.id);
  if (fresh === null || signal.aborted) return false;
  const focused = document.activeElement?.id;
  fields.replaceChildren(...fresh.childNodes);
  enhanceFields(fields);
  if (focused) document.getElementById(focused)?.focus();
  return true;
}

/** Saves while one fills in. A button of the form does it too, and then what is on its way here no longer matters. */
function saveWhileTyping(form) {
  const fields = form.querySelector('[data-dipende]');
  const controls = fields?.dataset.dipende.split(' ') ?? [];
  let [timer, running] = [0, new AbortController()];
  // Also when one goes on typing before it has changed: whatever saves next changes it.
  let formIsOld = false;
  const stop = () => {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
  };
  form.addEventListener('submit', stop);
  const save = (changesForm) => {
    stop();
    formIsOld ||= changesForm;
    timer = setTimeout(
      async () => {
        const { signal } = running;
        if (!(await saveDraft(form, signal)) || !formIsOld) return;
        if (await refreshFields(fields, signal)) formIsOld = false;
      },
      changesForm ? 0 : 1500,
    );
  };
  const isControl = ({ name }) => controls.includes(name);
  form.addEventListener('input', ({ target }) => {
    // The form does not change under a box in which one is still typing: it does once one has left it.
    if (target.type !== 'file') save(isControl(target) && target.type !== 'text');
  });
  form.addEventListener('change', ({ target }) => {
    if (isControl(target) && target.type === 'text') save(true);
  });
}

function enhanceFields(root) {
  for (const textarea of root.querySelectorAll('textarea[data-contatore]')) countCharacters(textarea);
  for (const input of root.querySelectorAll('input[data-luoghi]')) suggestPlaces(input);
}

enhanceFields(document);
for (const form of document.querySelectorAll('form[data-salva]')) saveWhileTyping(form);
for (const form of document.querySelectorAll('form[data-confirm]')) confirmBeforeSending(form);
for (const box of document.querySelectorAll('[data-scegli]')) chooseAll(box);
for (const details of document.querySelectorAll('details[data-chiudi]')) closeOnEscape(details);
for (const form of document.querySelectorAll('form[method=post]:not([data-scarica])')) sendOnce(form);
for (const element of document.querySelectorAll('[data-refresh]')) refreshWhileWaiting(element);
for (const element of document.querySelectorAll('[data-ascolta]')) hearOfChanges(element);
