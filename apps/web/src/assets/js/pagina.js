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

/** The page as the portal shows it now; null when it cannot be had. */
async function freshPage(signal) {
  try {
    const answer = await fetch(location.href, { signal });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return { page, redirected: answer.redirected };
  } catch {
    return null;
  }
}

/** What of the page of a step says how a payment stands. */
const PARTS_OF_STEP = ['.passi', '#passo > [aria-hidden]', '#passo > .pulsanti', '#marca'];

/** What on the page as it is now stands for something that is gone; null when there is no such thing, or it cannot have the focus. */
function standsFor(gone) {
  const selectors = {
    id: `[id="${gone.id}"]`,
    name: `main [name="${gone.name}"][value="${gone.value}"]`,
    href: `main a[href="${gone.getAttribute('href')}"]`,
  };
  const [, selector] = Object.entries(selectors).find(([attribute]) => gone[attribute]) ?? [];
  const found = selector === undefined ? null : document.querySelector(selector);
  return found?.disabled ? null : found;
}

/** Puts the new parts in the place of the old ones that differ and hold nothing that was typed; what has the focus keeps it, or the first of them gets it. */
function replaceParts(parts) {
  const isWritten = (part) => [...part.querySelectorAll('input')].some(({ value }) => value !== '');
  const focused = document.activeElement;
  for (const [old, fresh] of parts) {
    if (!old.isEqualNode(fresh) && !isWritten(old)) old.replaceWith(fresh);
  }
  if (!focused.isConnected) (standsFor(focused) ?? document.getElementById(parts[0][1].id)).focus();
}

/** After what fails, before it is tried again; then it is left to the person. */
const PAUSES_MS = [1000, 5000, 15_000, 60_000, 120_000];

/** Hears from the portal that what the page waits for has changed, shows it, and says so to who does not see it. */
function hearOfChanges({ id, dataset: { ascolta } }) {
  const selectors = [`#${id}`, ...PARTS_OF_STEP];
  const news = document.getElementById('novita');
  let [source, timer] = [null, 0];
  let [told, closed, isRenewing, isOver] = ['', 0, false, false];
  const stop = () => {
    isOver = true;
    clearTimeout(timer);
    source?.close();
  };
  const leaveToPerson = () => {
    stop();
    const offer = document.getElementById('da-aggiornare');
    offer.hidden = false;
    news.textContent = offer.textContent;
    // It says that the page does it by itself.
    for (const waiting of document.querySelectorAll(`#${id} .attesa`)) waiting.hidden = true;
  };
  const show = ({ page, redirected }) => {
    const parts = selectors.map((one) => [document.querySelector(one), page.querySelector(one)]);
    if (redirected || parts.flat().includes(null)) {
      // It leads elsewhere now.
      stop();
      if (isInUse()) leaveToPerson();
      else location.reload();
      return;
    }
    const [[old, fresh]] = parts;
    replaceParts(parts);
    if (fresh.dataset.frase !== old.dataset.frase) news.textContent = fresh.dataset.frase;
    if (!fresh.dataset.ascolta) stop();
  };
  const catchUp = async () => {
    for (let failures = 0; !isOver && told !== document.getElementById(id).dataset.visto; ) {
      const asked = told;
      const found = await freshPage();
      if (found !== null) {
        show(found);
        // What has come is as new as what was told, or newer.
        if (told === asked) break;
      } else if (failures < PAUSES_MS.length) {
        await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[failures]));
        failures += 1;
      } else {
        leaveToPerson();
      }
    }
  };
  // What is told while it is under way it looks at afterwards.
  const renew = async () => {
    if (isRenewing) return;
    isRenewing = true;
    try {
      await catchUp();
    } finally {
      isRenewing = false;
    }
  };
  // The portal has no room, has lost the session, or is being started: the browser does not come back by itself.
  const comeBack = () => {
    if (closed === PAUSES_MS.length) {
      leaveToPerson();
      return;
    }
    timer = setTimeout(() => {
      told = '';
      renew();
      listen();
    }, PAUSES_MS[closed]);
    closed += 1;
  };
  // What nobody looks at waits for nothing.
  const listen = () => {
    source?.close();
    clearTimeout(timer);
    if (isOver || document.hidden) return;
    const opened = new EventSource(ascolta);
    source = opened;
    opened.addEventListener('message', ({ data }) => {
      [told, closed] = [data, 0];
      renew();
    });
    opened.addEventListener('error', () => {
      if (opened === source && opened.readyState === EventSource.CLOSED) comeBack();
    });
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
  const fresh = (await freshPage(signal))?.page.getElementById(fields.id) ?? null;
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
