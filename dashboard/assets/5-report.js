/* The report form: sent as it stands, its progress shown, the finished file fetched at once. The
   server makes the report and words every sentence; here nothing is computed from a number. */
(function () {
  "use strict";
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const form = () => one("[data-form=report]");
  const outcome = () => one(".report-outcome");
  const slot = (name) => one(`[data-slot=${name}]`, outcome());
  const PAUSE = 400;
  const KEPT = "report-job";
  let job = "";
  let isUnwanted = false;

  function say(text, bad) {
    const line = slot("said");
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("text-bad", Boolean(bad));
  }

  /* The button keeps the focus while it rests: a disabled one would lose it. */
  const button = () => one("[type=submit]", form());
  const isBusy = () => button().getAttribute("aria-disabled") === "true";
  function busy(on) {
    button().setAttribute("aria-disabled", String(on));
    slot("doing").hidden = !on;
    if (on) one("[data-act=stop-report]").disabled = false;
  }

  /* null: no answer; what is refused without a sentence of its own gets one. */
  async function ask(address, options) {
    let answer;
    try {
      answer = await fetch(address, { cache: "no-store", ...options });
    } catch (error) {
      return null;
    }
    if (answer.status >= 500) return null;
    return answer.json().catch(() => ({ ok: false, message: outcome() && outcome().dataset.refused }));
  }

  async function start() {
    slot("ready").hidden = true;
    isUnwanted = false;
    busy(true);
    show({ message: outcome().dataset.waiting });
    const told = await ask("/report/jobs", { method: "POST", body: new FormData(form()) });
    if (told && told.ok && isUnwanted) cancel(told.job);
    if (told && told.ok) return follow(told.job);
    if (form()) stopped(told ? told.message : outcome().dataset.refused, true);
  }

  /* Whoever left the page finds the report on coming back. */
  async function follow(id) {
    job = id;
    sessionStorage.setItem(KEPT, id);
    if (form()) busy(true);
    while (job === id && form()) {
      const told = await ask(`/report/jobs/${id}?lang=${form().elements.lang.value}`);
      if (job !== id || !form()) return;
      if (!told) say(outcome().dataset.silent, true);
      else if (told.ok && told.state !== "done") show(told);
      else return finished(told);
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  }

  function show(told) {
    say(told.message);
    const bar = one("progress", outcome());
    bar.max = told.total || 1;
    bar.value = told.done || 0;
  }

  function finished(told) {
    if (told.state !== "done") return stopped(told.message, told.state !== "cancelled");
    stopped(told.message, false);
    const link = slot("file");
    link.textContent = outcome().dataset.download + told.name;
    link.href = told.file;
    link.setAttribute("download", told.name);
    slot("ready").hidden = false;
    link.click();
    if (document.activeElement === document.body || document.activeElement === button()) link.focus();
  }

  function stopped(message, bad) {
    job = "";
    sessionStorage.removeItem(KEPT);
    busy(false);
    say(message, bad);
  }

  function cancel(id) {
    const body = new FormData();
    body.set("lang", form() ? form().elements.lang.value : "zh");
    return ask(`/report/jobs/${id}/cancel`, { method: "POST", body: body });
  }

  function stop() {
    one("[data-act=stop-report]").disabled = true;
    button().focus();
    say(outcome().dataset.stopping);
    isUnwanted = true;
    if (job) cancel(job);
  }

  /* What is chosen stands in the address, so that the form can be sent to a colleague. */
  function keep() {
    const fields = new FormData(form());
    const query = new URLSearchParams(location.search);
    const boxes = all("[name=sections]", form());
    const chosen = fields.getAll("sections");
    const told = {
      place: (/^\s*(\d{6})/.exec(fields.get("place")) || ["", fields.get("place")])[1],
      year: fields.get("year"), format: fields.get("format"), members: fields.get("members"),
      sections: chosen.length < boxes.length ? chosen.join() : "",
    };
    for (const [name, value] of Object.entries(told)) value ? query.set(name, value) : query.delete(name);
    history.replaceState(history.state, "", location.pathname + "?" + query);
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    if (!isBusy()) start();
  });
  document.addEventListener("change", (event) => {
    if (form() && form().contains(event.target)) keep();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-act=stop-report]")) stop();
  });

  /* The page is drawn by Dash, at once or after a click elsewhere: begin when it stands. */
  function begin() {
    const here = form();
    if (!here || here.dataset.begun) return;
    here.dataset.begun = "yes";
    for (const label of all(".choice", here)) one("input", label).checked = label.dataset.chosen === "yes";
    const kept = sessionStorage.getItem(KEPT);
    if (kept) follow(kept);
  }
  new MutationObserver(begin).observe(document.body, { childList: true, subtree: true });
})();
