/* The review desk: keyboard, filters, the form for the chosen statement, and what is sent to the
   server. The server draws the page and decides; here nothing is computed from a number. */
(function () {
  "use strict";
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const desk = () => one("[data-area=desk]");
  const rows = () => all(".queue a[data-id]");
  const shown = () => rows().filter((row) => !row.parentElement.hidden);
  const chosen = () => one(".queue a[aria-current]");
  const form = (name) => one(`[data-form=${name}]`);
  const slot = (name, root) => one(`[data-slot=${name}]`, root);
  const lang = () => (document.documentElement.lang === "en" ? "en" : "zh");

  /* Dash keeps what its inputs hold: a value put in is told to it like one that was typed. */
  const putIn = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  function put(control, value) {
    if (!control) return;
    if (!control.matches("input")) return void (control.value = value);
    putIn.call(control, value);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function say(root, text, bad) {
    const line = root && one(".said", root);
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("text-bad", Boolean(bad));
  }

  function refusal(status) {
    if (lang() === "en") return status === 413 ? "The file is larger than 50 MB." : "Refused (" + status + "); reload this page.";
    return status === 413 ? "文件超过50 MB，没有接收；请拆分或压缩图片后再试。" : "请求没有被接受（" + status + "）；请刷新本页后再试。";
  }

  async function send(address, body, root) {
    body.set("lang", lang());
    say(root, "…");
    try {
      const answer = await fetch(address, { method: "POST", body: body });
      const told = await answer.json().catch(() => ({ ok: false, message: refusal(answer.status) }));
      say(root, told.ok ? told.message || "" : told.message, !told.ok);
      return told.ok ? told : null;
    } catch (error) {
      say(root, lang() === "en" ? "The server does not answer; nothing was changed." : "服务器没有应答，未作任何改动；请稍后再试。", true);
      return null;
    }
  }

  const address = (verb) => `/plans/${desk().dataset.document}/${verb}`;

  /* ---- choosing a statement ---- */
  function choose(row, options) {
    if (!row) return;
    for (const other of rows()) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    const id = row.dataset.id;
    for (const mark of all("mark")) mark.classList.toggle("chosen", mark.dataset.ids.split(" ").includes(id));
    fill(JSON.parse(row.dataset.reading));
    const mark = one(`mark[data-ids~="${id}"]`);
    const list = row.closest(".queue");
    list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - 40;
    if (options && options.quietly) return;
    history.replaceState(history.state, "", location.pathname + location.search + "#s-" + id);
    if (mark) mark.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  }

  function fill(reading) {
    const panel = one("[data-area=panel]");
    slot("quote", panel).textContent = reading.quote;
    const duty = [reading.section, reading.lead && `牵头：${reading.lead}`, reading.responsible && `责任单位：${reading.responsible}`];
    slot("where", panel).textContent = duty.filter(Boolean).join("　");
    const fields = form("decide");
    if (!fields) return;
    for (const [name, value] of Object.entries(reading)) put(fields.elements[name], value);
    if (!fields.elements.reviewer.value) put(fields.elements.reviewer, localStorage.getItem("reviewer") || "");
    say(fields, "");
  }

  function step(distance) {
    const list = shown();
    const at = list.indexOf(chosen());
    choose(list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + distance))]);
  }

  function nextPending() {
    const list = shown();
    const at = list.indexOf(chosen());
    const after = [...list.slice(at + 1), ...list.slice(0, at)];
    choose(after.find((row) => row.dataset.state === "pending") || chosen());
  }

  /* ---- filters: kept in the address, so that a view can be sent to a colleague ---- */
  function filter() {
    const fields = form("filter");
    if (!fields) return;
    const [state, kind, least] = ["state", "kind", "confidence"].map((name) => fields.elements[name].value);
    let count = 0;
    for (const row of rows()) {
      const data = row.dataset;
      const fits = (!state || data.state === state) && (!kind || data.kind === kind) && Number(data.confidence) >= Number(least || 0);
      row.parentElement.hidden = !fits && row !== chosen();
      count += fits;
    }
    slot("shown").textContent = ` ${count} / ${rows().length}`;
    slot("empty").hidden = count > 0;
  }

  function keepFilter() {
    const fields = form("filter");
    const query = new URLSearchParams(location.search);
    for (const name of ["state", "kind", "confidence"]) {
      const value = fields.elements[name].value;
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
    filter();
  }

  /* ---- deciding ---- */
  async function decide(decision, id) {
    const fields = form("decide");
    const row = chosen();
    if (!fields || (!row && !id)) return;
    const body = new FormData(fields);
    body.set("statement_id", id || row.dataset.id);
    body.set("decision", decision);
    const told = await send(address("decide"), body, fields);
    if (!told) return;
    localStorage.setItem("reviewer", fields.elements.reviewer.value);
    if (id) return location.reload();
    for (const entry of told.entries) show(entry);
    slot("counts").textContent = told.counts;
    put(fields.elements.note, "");
    filter();
    decision === "withdraw" ? choose(row) : nextPending();
    announceAhead();
  }

  function show(entry) {
    const row = one(`.queue a[data-id="${entry.id}"]`);
    if (!row) return;
    row.dataset.state = entry.state;
    row.dataset.kind = entry.kind;
    row.dataset.reading = JSON.stringify(entry.reading);
    const chip = one(".chip", row);
    chip.className = "chip tone-" + entry.mark[1];
    chip.lastChild.textContent = entry.word;
    one(".shape", chip).textContent = entry.mark[0];
    slot("words", row).textContent = entry.words;
    slot("remarks", row).textContent = entry.remarks;
    for (const mark of all(`mark[data-ids~="${entry.id}"]`)) {
      if (mark.dataset.ids.split(" ")[0] === entry.id) {
        mark.className = mark.className.replace(/m-\w+/, "m-" + entry.state);
      }
    }
  }

  function announceAhead() {
    const bar = one(".update-bar");
    if (bar) bar.hidden = false;
  }

  /* ---- taking a document in ---- */
  async function propose() {
    const area = one("[data-area=upload]");
    const told = await send("/plans/propose", new FormData(form("propose")), area);
    const fields = form("add");
    fields.hidden = !told;
    if (!told) return;
    for (const [name, value] of Object.entries(told.fields)) put(fields.elements[name], value === null ? "" : value);
    slot("found", fields).textContent = [told.message, ...told.notices].join(" ");
    say(area, "");
    fields.elements.title.focus();
  }

  const submits = {
    async add(fields) {
      const body = new FormData(fields);
      body.set("document", form("propose").elements.document.files[0]);
      const told = await send("/plans/add", body, one("[data-area=upload]"));
      if (told) location.assign(told.goto);
    },
    async change(fields) {
      const told = await send(address("change"), new FormData(fields), fields);
      if (told) location.assign(told.goto);
    },
    decide: () => decide("accept"),
    propose: propose,
  };

  const acts = {
    reject: () => decide("reject"),
    withdraw: (button) => decide("withdraw", button.dataset.id),
    async load() {
      const bar = one(".update-bar");
      const told = await send("/plans/load", new FormData(), bar);
      if (told) setTimeout(() => location.reload(), 900);
    },
    async remove() {
      const told = await send(address("remove"), new FormData(), form("change"));
      if (told) location.assign(told.goto);
    },
  };

  const keys = {
    j: () => step(1), k: () => step(-1), a: () => decide("accept"), u: () => decide("withdraw"),
    r() {
      const note = form("decide") && form("decide").elements.note;
      note && !note.value ? note.focus() : decide("reject");
    },
    e: () => form("decide") && form("decide").elements.value.focus(),
  };

  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act && act.type === "button" && acts[act.dataset.act]) return acts[act.dataset.act](act);
    const row = event.target.closest(".queue a[data-id]");
    if (row) {
      event.preventDefault();
      return choose(row);
    }
    const goto = event.target.closest('.sums a[href^="#s-"]');
    if (goto) {
      event.preventDefault();
      return choose(one(`.queue a[data-id="${goto.hash.slice(3)}"]`));
    }
    const mark = event.target.closest("mark");
    if (mark) {
      const ids = mark.dataset.ids.split(" ");
      const now = chosen() ? ids.indexOf(chosen().dataset.id) : -1;
      choose(one(`.queue a[data-id="${ids[(now + 1) % ids.length]}"]`));
    }
  });

  document.addEventListener("submit", (event) => {
    const name = event.target.dataset.form;
    if (!name) return;
    event.preventDefault();
    if (submits[name]) submits[name](event.target);
  });

  document.addEventListener("change", (event) => {
    const name = event.target.form && event.target.form.dataset.form;
    if (name === "filter") keepFilter();
    if (name === "propose" && event.target.files.length) propose();
  });

  document.addEventListener("keydown", (event) => {
    if (!desk() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && chosen()) return chosen().focus();
    if (event.target.matches("input, select, textarea")) return;
    const key = keys[event.key.toLowerCase()];
    if (!key) return;
    event.preventDefault();
    key();
  });

  /* The page is drawn by Dash, at once or after a click elsewhere: begin when it stands. */
  function begin() {
    const here = desk();
    if (!here || here.dataset.begun) return;
    here.dataset.begun = "yes";
    const query = new URLSearchParams(location.search);
    for (const name of ["state", "kind", "confidence"]) {
      const control = form("filter").elements[name];
      if (query.get(name)) control.value = query.get(name);
    }
    filter();
    const id = location.hash.startsWith("#s-") ? location.hash.slice(3) : "";
    const row = (id && one(`.queue a[data-id="${CSS.escape(id)}"]`)) || shown().find((row) => row.dataset.state === "pending") || shown()[0];
    choose(row, { quietly: !id });
  }
  new MutationObserver(begin).observe(document.body, { childList: true, subtree: true });
})();
