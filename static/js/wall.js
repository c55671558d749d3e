// The code on the wall is fetched anew when its minute is over; while that fails, the old one is not shown as good.

const PATIENCE = 5;

async function renew() {
  try {
    const answer = await fetch(location.href, { redirect: "error", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#venue-code");
    if (!answer.ok || !fresh) throw new Error("no code");
    document.querySelector("#venue-code").replaceWith(fresh);
    document.body.classList.remove("venue-old");
    return Number(fresh.dataset.seconds);
  } catch {
    document.body.classList.add("venue-old");
    document.querySelector(".venue-trouble").hidden = false;
    return PATIENCE;
  }
}

function wait(seconds) {
  setTimeout(async () => wait(await renew()), seconds * 1000);
}

wait(Number(document.querySelector("#venue-code").dataset.seconds));
navigator.wakeLock?.request("screen").catch(() => {});
