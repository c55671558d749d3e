// The list of a shift at a table, with and without a network. A tap is kept on this phone with a key of its own and sent
// as soon as that is possible; the portal takes each key once. Names on the phone are partial, and go with the sign-out.

const QUEUE = "roll-taps";
const LIST = "roll-list:";
const KEPT_DAYS = 3;
const AGAIN = 15_000;
const page = document.querySelector("#roll");
const shift = page.dataset.shift || location.pathname.split("/").pop();
const offline = !page.dataset.owner;
const net = document.querySelector("[data-roll-net]");
const words = net.querySelector("[data-waiting]").dataset;

function stored(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  localStorage.setItem(name, JSON.stringify(value));
}

function clock(moment) {
  return moment.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

// What this phone keeps of a list: no more than tells people apart at a table.
function keepList() {
  const lines = [...page.querySelectorAll("[data-line]")].map((line) => ({
    id: line.dataset.line,
    number: line.dataset.number,
    name: line.dataset.name,
    tail: line.dataset.tail,
    said: line.querySelector("[data-said]").textContent.trim(),
    act: line.querySelector("[name=act]")?.value ?? "",
  }));
  const facts = { owner: page.dataset.owner, at: Date.now(), note: page.dataset.note };
  keep(LIST + shift, { ...facts, title: document.querySelector("h1").textContent, lines });
}

function dropOthers() {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(LIST))) {
    const kept = stored(name, {});
    if (kept.owner !== page.dataset.owner || !(kept.at > oldest)) localStorage.removeItem(name);
  }
}

// Without a network the same page is put together from what is kept.
function putTogether(kept) {
  const model = document.querySelector("#roll-line");
  document.querySelector("h1").textContent = kept.title;
  for (const one of kept.lines) {
    const line = model.content.firstElementChild.cloneNode(true);
    line.id = `line-${one.id}`;
    Object.assign(line.dataset, { line: one.id, number: one.number, name: one.name, tail: one.tail });
    line.querySelector(".roll-number").textContent = one.number;
    line.querySelector("strong").textContent = one.name;
    line.querySelector(".num").textContent = one.tail;
    line.querySelector("[data-said]").textContent = one.said;
    line.querySelector("[name=act]").value = one.act;
    line.querySelector("[name=sign_up_id]").value = one.id;
    if (!one.act) line.querySelector("form").remove();
    else relabel(line.querySelector("form"), one.act);
    page.append(line);
  }
  document.querySelector("[data-roll-none]").hidden = kept.lines.length > 0;
  // A volunteer's own code leads to her line; the browser looked for it before it was there.
  const meant = document.getElementById(location.hash.slice(1));
  meant?.classList.add("is-meant");
  meant?.scrollIntoView();
}

function relabel(form, act) {
  const button = form.querySelector("button");
  const label = page.dataset[act];
  button.firstChild.textContent = label;
  button.className = `button button-${act === "leave" ? "secondary" : "primary"}`;
}

function waiting() {
  return stored(QUEUE, []).filter((tap) => tap.owner === owner);
}

function show(state) {
  const count = waiting().length;
  const said = [];
  if (state === "away" || state === "signin") said.push(words[state]);
  if (count) said.push(words.waiting.replace("{}", count));
  else if (state === "sent") said.push(words.sent);
  net.hidden = !said.length;
  net.querySelector("p").textContent = said.join(" ");
  net.className = `roll-net notice tone-${count ? "amber" : "green"}`;
}

function mark(tap, said) {
  const line = tap.sign_up_id && document.querySelector(`#line-${CSS.escape(tap.sign_up_id)}, [data-line="${CSS.escape(tap.sign_up_id)}"]`);
  const place = line ? line.querySelector("[data-said]") : document.querySelector("[data-typed-said]");
  if (place) place.textContent = line ? said : `${tap.typed} · ${said}`;
}

function advance(form) {
  if (!form.elements.sign_up_id) {
    form.elements.typed.value = "";
  } else if (form.elements.act.value === "come") {
    form.elements.act.value = "leave";
    relabel(form, "leave");
  } else {
    form.remove();
  }
  recount();
}

// What the list now says, also before it is sent: a line without a button has left, one that may leave has come.
function recount() {
  const place = document.querySelector("[data-counts]");
  if (!place) return;
  const acts = [...page.querySelectorAll("[data-line]")].map((line) => line.querySelector("[name=act]")?.value);
  const counts = { expected: acts.length, came: acts.filter((act) => act !== "come").length, left: acts.filter((act) => !act).length };
  place.textContent = place.dataset.counts.replace(/\{(\w+)\}/g, (_whole, name) => counts[name]);
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function take(form) {
  const field = (name) => form.elements[name]?.value ?? "";
  const tap = {
    key: newKey(),
    owner,
    shift,
    url: note,
    act: field("act"),
    sign_up_id: field("sign_up_id"),
    typed: field("typed").trim(),
    device_at: new Date().toISOString(),
  };
  if (!tap.sign_up_id && !tap.typed) return;
  keep(QUEUE, [...stored(QUEUE, []), tap]);
  mark(tap, page.dataset.kept.replace("{}", clock(new Date())));
  advance(form);
  if (!offline) keepList();
  show("");
  send();
}

function done(tap) {
  keep(QUEUE, stored(QUEUE, []).filter((one) => one.key !== tap.key));
}

// One after the other, in the order of tapping; what gets no answer stays, whatever the reason.
async function post(tap) {
  const form = document.querySelector("form[data-tap]");
  const said = new URLSearchParams(new FormData(form));
  for (const name of ["key", "act", "sign_up_id", "typed", "device_at"]) said.set(name, tap[name]);
  said.set("sent_at", new Date().toISOString());
  const headers = { Accept: "application/json" };
  const answer = await fetch(tap.url, { method: "POST", body: said, headers, redirect: "manual" });
  if (answer.ok || answer.status === 422) return await answer.json();
  return answer.type === "opaqueredirect" || answer.status === 400 ? "signin" : "later";
}

let sending = false;

async function send() {
  if (sending) return;
  if (offline) return comeBack();
  sending = true;
  let state = waiting().length ? "sent" : "";
  try {
    for (const tap of waiting()) {
      const answer = await post(tap);
      if (typeof answer === "string") {
        state = answer;
        break;
      }
      mark(tap, answer.words);
      done(tap);
    }
  } catch {
    state = "away";
  }
  sending = false;
  if (state === "sent") keepList();
  show(state);
}

// The page that was put together gives way to the real one, which can send, once there is a network.
async function comeBack() {
  try {
    const answer = await fetch(location.href, { redirect: "manual", headers: { "X-Roll": "probe" } });
    if (answer.type === "opaqueredirect" || answer.ok) location.reload();
  } catch {
    show("away");
  }
}

function narrow(text) {
  const wanted = text.trim();
  for (const line of page.querySelectorAll("[data-line]")) {
    const { name, tail, number } = line.dataset;
    const surname = name.replace("*", "");
    const fits = !wanted || number === wanted || (wanted.length > 1 && tail.endsWith(wanted)) || wanted.startsWith(surname);
    line.hidden = !fits;
  }
}

const kept = stored(LIST + shift, null);
const owner = page.dataset.owner || kept?.owner || "";
const note = page.dataset.note || kept?.note || "";

if (offline) {
  if (kept) putTogether(kept);
} else {
  dropOthers();
  if (!new URLSearchParams(location.search).get("q")) keepList();
  navigator.serviceWorker?.register(page.dataset.worker, { scope: page.dataset.scope }).catch(() => {});
}
for (const tap of waiting()) {
  if (tap.shift === shift) mark(tap, page.dataset.kept.replace("{}", clock(new Date(tap.device_at))));
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-tap]")) {
    event.preventDefault();
    take(event.target);
  } else if (event.target.matches(".roll-search") && (offline || !navigator.onLine)) {
    event.preventDefault();
  }
});
document.querySelector(".roll-search input[name=q]")?.addEventListener("input", (event) => narrow(event.target.value));
window.addEventListener("online", send);
setInterval(send, AGAIN);
show("");
send();
