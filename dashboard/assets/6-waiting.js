/* While the next page is on its way, and when the server does not answer: a slim bar, a banner with
   a button. What was read stays on the page; nothing flashes for an answer that comes at once. */
(function () {
  "use strict";
  const DELAY = 150;
  const ask = window.fetch;
  const banner = document.getElementById("away");
  const bar = Object.assign(document.createElement("div"), { className: "under-way", hidden: true });
  bar.setAttribute("aria-hidden", "true");
  document.body.append(bar);
  let open = 0;
  let timer = 0;

  function begin() {
    if (!open++) timer = setTimeout(() => (bar.hidden = false), DELAY);
  }
  function end() {
    if (--open) return;
    clearTimeout(timer);
    bar.hidden = true;
  }

  function back() {
    banner.replaceChildren();
  }
  function away() {
    if (banner.firstChild) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: banner.dataset.retry });
    button.addEventListener("click", retry);
    banner.append(Object.assign(document.createElement("span"), { textContent: banner.dataset.said }), button);
  }

  /* The address is already that of the page that was wanted: it is opened once it answers. */
  async function retry(event) {
    const button = event.currentTarget;
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    const answer = await ask(location.href, { cache: "no-store" }).catch(() => null);
    button.removeAttribute("aria-disabled");
    if (answer && answer.status < 500) location.reload();
  }

  window.fetch = async function (resource, options) {
    const address = resource instanceof Request ? resource.url : String(resource);
    if (!address.includes("/_dash-update-component")) return ask.call(window, resource, options);
    begin();
    try {
      const answer = await ask.call(window, resource, options);
      answer.status >= 500 ? away() : back();
      return answer;
    } catch (error) {
      setTimeout(away, DELAY); // a page that is being left needs no banner
      throw error;
    } finally {
      end();
    }
  };
})();
