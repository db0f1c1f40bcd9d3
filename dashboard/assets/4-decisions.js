/* Human judgement and the supervision list: the panel of the open item, the keyboard, and what is
   sent to the server. The server draws the page and decides; here nothing is computed from a number. */
(function () {
  "use strict";
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const list = () => one("[data-area=supervision]");
  const panel = () => one("[data-area=item]");
  const openers = () => all("a.opener");
  const chosen = () => one("a.opener[aria-current]");
  const slot = (name, root) => one(`[data-slot=${name}]`, root);
  const lang = () => (document.documentElement.lang === "en" ? "en" : "zh");
  const VERBS = ["judge", "withdraw", "move"];
  const FORMS = VERBS.map((verb) => `[data-form=${verb}]`).join();

  /* Dash keeps what its inputs hold: a value put in is told to it like one that was typed. */
  const putIn = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  function put(control, value) {
    if (!control.matches("input")) return void (control.value = value);
    putIn.call(control, value);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function say(root, text, bad) {
    const line = one(".said", root);
    line.textContent = text;
    line.classList.toggle("text-bad", Boolean(bad));
  }

  const SAID = {
    refused: { zh: "请求没有被接受；请刷新本页后再试。", en: "Refused; reload this page." },
    silent: { zh: "服务器没有应答，不知道是否已登记；请刷新本页核对后再试。", en: "The server does not answer; reload this page and look before trying again." },
  };

  async function send(form) {
    const button = one("[type=submit]", form);
    const body = new FormData(form);
    body.set("lang", lang());
    say(form, "…");
    button.disabled = true;
    let told;
    try {
      const answer = await fetch("/decisions/" + form.dataset.form, { method: "POST", body: body });
      told = await answer.json().catch(() => ({ ok: false, message: SAID.refused[lang()] }));
    } catch (error) {
      told = { ok: false, message: SAID.silent[lang()] };
    }
    say(form, told.message, !told.ok || told.loaded === false);
    /* What is written is not sent twice, even where the page cannot show it yet. */
    button.disabled = told.ok;
    if (!told.ok) return;
    localStorage.setItem("who", form.elements.who.value);
    const bar = one(".update-bar");
    if (told.loaded === false) return void (bar && (bar.hidden = false));
    sessionStorage.setItem("decided", told.message);
    told.goto ? location.assign(told.goto) : location.reload();
  }

  /* ---- the list and the item that is open ---- */
  function mark(opener) {
    for (const other of openers()) other.removeAttribute("aria-current");
    opener.setAttribute("aria-current", "true");
  }

  /* Where the panel covers the page (2-3-parts.css makes room in wider windows), nothing beneath it
     takes the focus. */
  const isCovering = matchMedia("(max-width: 1080px)");
  function cover() {
    const beneath = panel() && !panel().hidden && isCovering.matches;
    if (!beneath) return all("[inert]").forEach((part) => { part.inert = false; });
    for (let part = panel(); part !== document.body; part = part.parentElement) {
      for (const other of part.parentElement.children) if (other !== part) other.inert = true;
    }
  }
  isCovering.addEventListener("change", cover);

  function open(opener) {
    mark(opener);
    fill(JSON.parse(opener.dataset.item));
    panel().hidden = false;
    cover();
    history.replaceState(history.state, "", opener.getAttribute("href"));
    (one("select", panel()) || slot("title", panel())).focus();
  }

  function fill(item) {
    const root = panel();
    for (const name of ["answers", "title", "reason", "judged", "because"]) slot(name, root).textContent = item[name];
    const sheet = slot("sheet", root);
    sheet.hidden = !item.sheet;
    sheet.href = item.sheet || "#";
    slot("no-history", root).hidden = item.history.length > 0;
    slot("history", root).replaceChildren(...item.history.map(line));
    const form = one("[data-form=move]", root);
    if (!form) return;
    for (const name of ["target_id", "department", "state", "measures", "due"]) put(form.elements[name], item[name]);
    put(form.elements.note, "");
    one("[type=submit]", form).disabled = false;
    say(form, "");
  }

  function line([head, ...rest]) {
    const item = document.createElement("li");
    item.append(head, ...rest.map((text) => Object.assign(document.createElement("small"), { textContent: text })));
    return item;
  }

  function close() {
    panel().hidden = true;
    cover();
    history.replaceState(history.state, "", location.pathname + location.search);
    if (chosen()) chosen().focus();
  }

  function step(distance) {
    const rows = openers();
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement.matches("a.opener") ? document.activeElement : chosen());
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + distance))];
    const folded = next.closest("details");
    if (folded) folded.open = true;
    mark(next);
    next.focus();
  }

  document.addEventListener("click", (event) => {
    if (!list()) return;
    if (event.target.closest("[data-close=item]")) return close();
    const other = event.target.closest("a, button, input, select, textarea");
    const row = event.target.closest("[data-area=supervision] tbody tr");
    const opener = event.target.closest("a.opener") || (!other && row && one("a.opener", row));
    if (!opener) return;
    event.preventDefault();
    open(opener);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(FORMS)) return;
    event.preventDefault();
    send(event.target);
  });

  const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const item = list() && panel();
    const isOpen = item && !item.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest(FORMS) || (isOpen && one("[data-form=move]", item));
      if (!form || one("[type=submit]", form).disabled) return;
      event.preventDefault();
      return form.requestSubmit();
    }
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isOpen) return close();
    if (event.target.matches("input, textarea")) return;
    const states = isOpen && one("[name=state]", item);
    if (states && /^[1-4]$/.test(event.key)) {
      event.preventDefault();
      states.selectedIndex = Number(event.key) - 1;
      return states.focus();
    }
    if (event.target.matches("select") || item.contains(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!STEPS[key] || (key.startsWith("Arrow") && !event.target.matches("a.opener"))) return;
    event.preventDefault();
    step(STEPS[key]);
  });

  /* What was recorded is said again on the page that is drawn anew. */
  let decided = sessionStorage.getItem("decided");
  sessionStorage.removeItem("decided");

  /* The page is drawn by Dash, at once or after a click elsewhere: begin when it stands. */
  function begin() {
    for (const form of all(`form:is(${FORMS}):not([data-begun])`)) {
      form.dataset.begun = "yes";
      for (const day of all("[name=due], [name=until]", form)) day.type = "date";
      put(form.elements.who, localStorage.getItem("who") || localStorage.getItem("reviewer") || "");
    }
    const told = slot("decided");
    if (told && decided) {
      told.textContent = decided;
      decided = "";
    }
    const here = list();
    if (!here) cover();
    if (!here || here.dataset.begun) return;
    here.dataset.begun = "yes";
    const opener = location.hash && openers().find((row) => row.getAttribute("href") === location.hash);
    if (!opener) return;
    const folded = opener.closest("details");
    if (folded) folded.open = true;
    open(opener);
  }
  new MutationObserver(begin).observe(document.body, { childList: true, subtree: true });
})();
