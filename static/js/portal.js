// What script adds to pages that work without it. Nothing here is needed to read a page or send a form.

const summary = document.querySelector("#error-summary");
if (summary) summary.focus();

// Links of an error summary put the cursor into the field that they name.
function followToField(link) {
  const target = document.getElementById(link.hash.slice(1));
  const input = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
  input?.focus();
}

function closeMenus(keep) {
  for (const menu of document.querySelectorAll("details.account[open]")) {
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
  closeMenus(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector("details.account[open] summary")?.focus();
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

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

// A suggestion and the select that it fills agree with each other: what is sent is what was chosen last.
document.addEventListener("change", (event) => {
  if (event.target.dataset.sets) {
    const select = document.getElementById(event.target.dataset.sets);
    if (select) select.value = event.target.value;
    return;
  }
  for (const radio of document.querySelectorAll("[data-sets]")) {
    if (radio.dataset.sets === event.target.id) radio.checked = radio.value === event.target.value;
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector?.("#error-summary")?.focus();
});
