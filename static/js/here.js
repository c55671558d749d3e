// Behind the code on the wall. Where the network is away when the button is pressed, the page says so instead of
// giving way to the browser's own page, and sends what was pressed once the network is back.

const AGAIN = 5_000;
const net = document.querySelector("[data-here-net]");
let pressed = null;
let at = null;
let asking = false;

async function reachable() {
  try {
    await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

async function send() {
  if (!pressed || asking) return;
  asking = true;
  const there = await reachable();
  asking = false;
  net.hidden = there;
  if (!there) return;
  const form = pressed;
  form.elements.device_at.value = at.toISOString();
  form.elements.sent_at.value = new Date().toISOString();
  pressed = null;
  form.submit();
}

for (const form of document.querySelectorAll(".big-acts form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (pressed !== form) at = new Date();
    pressed = form;
    send();
  });
}

window.addEventListener("online", send);
setInterval(send, AGAIN);
