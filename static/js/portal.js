// What script adds to pages that work without it. Nothing here is needed to read a page or send a form.

const summary = document.querySelector("#error-summary");
if (summary) summary.focus();

// Links of an error summary put the cursor into the field that they name.
function followToField(link) {
  const target = document.getElementById(link.hash.slice(1));
  const input = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
  input?.focus();
}

// Whoever is not signed in finds no list of people that an earlier reader kept on this phone (see roll.js).
if (!document.querySelector("form[action$='/people/sign-out'], #roll")) {
  for (const name of Object.keys(localStorage)) if (name.startsWith("roll-list:")) localStorage.removeItem(name);
}

function closeMenus(keep) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(keep)) menu.removeAttribute("open");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  if (link) {
    event.preventDefault();
    followToField(link);
  }
  if (event.target.closest("[data-print]")) window.print();
  const copier = event.target.closest("[data-copies]");
  if (copier) copy(copier);
  closeMenus(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector("[data-menu][open] summary")?.focus();
    closeMenus(null);
    const menu = document.querySelector("#menu");
    if (menu) menu.checked = false;
  }
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  const search = document.querySelector("[data-search]");
  if (event.key === "/" && search && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

for (const button of document.querySelectorAll("[data-print], [data-copies]")) button.hidden = false;

// Copies the text field that the button names; where the browser has no clipboard for us, the text is marked instead.
async function copy(button) {
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    field.focus();
  }
}

// A suggestion and the select that it fills agree with each other: what is sent is what was chosen last.
function agreeWith(select) {
  for (const radio of document.querySelectorAll("[data-sets]")) {
    if (radio.dataset.sets === select.id) radio.checked = radio.value === select.value;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.dataset.sets) {
    const select = document.getElementById(event.target.dataset.sets);
    if (select) select.value = event.target.value;
    return;
  }
  agreeWith(event.target);
});

document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector?.("#error-summary")?.focus();
  const radio = event.detail.elt.querySelector?.("[data-sets]");
  const select = radio && document.getElementById(radio.dataset.sets);
  if (select) agreeWith(select);
});

// Under a field that is looked through, what is personal in its text appears while somebody writes or pastes. However
// many fields of a form have changed, they are sent together: one request for a pause.
const LOOK_AFTER = 600;
const looking = new WeakMap();

function placesToLook(form) {
  const every = [...document.querySelectorAll("[data-look]")].map((place) => [document.getElementById(place.dataset.look), place]);
  return every.filter(([field, place]) => field?.form === form && field.value !== (place.looked ?? ""));
}

function showLooked(place, text, found) {
  const quiet = !place.dataset.lookUrl && !found?.querySelector("mark, .tone-red");
  place.looked = text;
  place.replaceChildren(...(found && !quiet ? found.childNodes : []));
}

async function look(form) {
  looking.get(form)?.abort();
  const turn = new AbortController();
  looking.set(form, turn);
  const asked = [];
  for (const [field, place] of placesToLook(form)) {
    if (field.value.trim()) asked.push([place, field.value]);
    else showLooked(place, field.value);
  }
  if (!asked.length) return;
  const said = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
  for (const [, text] of asked) said.append("text", text);
  const { lookUrl } = document.querySelector("[data-look-url]").dataset;
  try {
    const answer = await fetch(lookUrl, { method: "POST", body: said, signal: turn.signal, redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (looking.get(form) !== turn) return;
    const looked = page.querySelectorAll(".looked");
    asked.forEach(([place, text], n) => showLooked(place, text, looked[n]));
    const refusal = page.querySelector("main .page-lead");
    if (!refusal) return;
    for (const [place] of asked) place.looked = null;
    asked[0][0].replaceChildren(refusal);
  } catch (trouble) {
    if (trouble.name !== "AbortError") for (const [place] of asked) place.replaceChildren();
  }
}

// Between a story and the choice of its type, the types that its words speak for; choosing one sets the select.
async function suggest(field, place) {
  if (!field.value.trim()) return;
  const said = new URLSearchParams({ text: field.value, csrf_token: field.form.elements.csrf_token.value });
  const answer = await fetch(place.dataset.suggestUrl, { method: "POST", body: said, redirect: "error" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("#type-suggestions");
  if (!answer.ok || !found) return;
  const select = document.getElementById(place.dataset.suggestFor);
  for (const radio of found.querySelectorAll("[data-sets]")) {
    radio.name = select.name;
    radio.dataset.sets = select.id;
    radio.checked = radio.value === select.value;
  }
  place.replaceChildren(found);
}

function suggestSoon(event) {
  const field = event.target;
  const place = field.id && document.querySelector(`[data-suggest="${CSS.escape(field.id)}"]`);
  if (!place) return;
  clearTimeout(place.waiting);
  place.waiting = setTimeout(() => suggest(field, place).catch(() => {}), LOOK_AFTER * 2);
}

document.addEventListener("input", suggestSoon);

// A form that saves itself: some seconds after the last change its content goes to the address of its hx-post.
const SAVE_AFTER = 3000;
for (const form of document.querySelectorAll("form[data-autosave]")) {
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => window.htmx?.trigger(form, "autosave"), SAVE_AFTER);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", () => clearTimeout(waiting));
}

// An amount of money stands below its field in full digits, so that 万 and 元 are not mistaken for each other.
const TIMES = { 万: 10000, w: 10000, 千: 1000, 亿: 100000000 };

function inFullDigits(text, unit) {
  const found = /^[¥￥]?\s*([\d,，]*\.?\d*)\s*([万千亿wW]?)\s*(元?)$/.exec(text.trim());
  if (!found || !/\d/.test(found[1])) return "";
  const times = TIMES[found[2].toLowerCase()] ?? (found[3] ? 1 : unit === "wan" ? 10000 : 1);
  const fen = Math.round(Number(found[1].replace(/[,，]/g, "")) * times * 100);
  const digits = Math.floor(fen / 100).toLocaleString("en-US");
  return fen % 100 ? `${digits}.${String(fen % 100).padStart(2, "0")}` : digits;
}

function echoMoney(event) {
  const line = event.target.closest?.(".money-line");
  if (!line) return;
  const echo = line.parentElement.querySelector("[data-money-echo]");
  const digits = inFullDigits(line.querySelector("input").value, line.querySelector("select").value);
  echo.textContent = digits && echo.dataset.moneyEcho.replace("{}", digits);
}

document.addEventListener("input", echoMoney);
document.addEventListener("change", echoMoney);

function lookSoon(event) {
  const { id, form } = event.target;
  if (!form || !id || !document.querySelector(`[data-look="${CSS.escape(id)}"]`)) return;
  clearTimeout(form.lookWaits);
  form.lookWaits = setTimeout(look, event.inputType === "insertFromPaste" ? 0 : LOOK_AFTER, form);
}

document.addEventListener("input", lookSoon);
const lookedForms = [...document.querySelectorAll("[data-look]")].map((place) => document.getElementById(place.dataset.look)?.form);
for (const form of new Set(lookedForms)) if (form) look(form);
