/* The briefing screen at run time: which scene stands, keys and remote control, the watch on the
   server. The server draws every scene and decides every word; nothing is computed here but time.
   A screen stands for weeks: nothing may grow, and no figure may look newer than it is. */
(function () {
  "use strict";
  const [controls, outage, state] = ["controls", "outage", "state"].map((id) => document.getElementById(id));
  const [root, body, own] = [document.documentElement, document.body, document.body.dataset];
  const scenesNow = () => [...document.querySelectorAll("#stage .scene")];
  let scenes = scenesNow();

  const BEAT = 2000; // also how long an answer may take: an outage shows within 5 s
  const BETWEEN_RENEWALS = 10000; // doubled while they do not settle, up to four times
  const SETTLED = 300000;
  const FADE = 900; // longer than the transition in the style sheet
  const WAKEFUL = 4000;
  const PIXEL = 0.05; // rem: one pixel of 1080 lines
  const SHIFTS = [[0, 0], [2, 1], [1, 2], [-1, 2], [-2, 1], [-2, -1], [-1, -2], [1, -2], [2, -1]];

  let at = 0; // the server draws the first in sight
  let [paused, held, hovered, focused] = [false, false, false, false];
  let [rotation, settling, dozing, forgetting] = [0, 0, 0, 0]; // the one timer of each kind

  /* ---- scenes ---- */
  // A narrow window shows all scenes one under another: the style sheet says which of the two holds.
  const isStage = () => getComputedStyle(root).getPropertyValue("--layout").trim() !== "flow";
  const hashOf = (scene) => "#" + encodeURIComponent(scene.id);
  const settle = () => scenes.forEach((scene) => scene.classList.remove("leaving", "arriving"));

  function show(index, quietly) {
    const wanted = (index + scenes.length) % scenes.length;
    if (wanted !== at) {
      clearTimeout(settling);
      settle();
      const [old, scene] = [scenes[at], scenes[wanted]];
      at = wanted;
      scene.classList.add("current");
      old.classList.remove("current");
      if (!quietly) {
        old.classList.add("leaving");
        scene.classList.add("arriving");
        settling = setTimeout(settle, FADE);
      }
      // Replaced and not pushed: weeks of rotation must not become weeks of history.
      history.replaceState(null, "", hashOf(scene));
    }
    rotate();
  }

  function rotate() {
    clearTimeout(rotation);
    if (paused || held || hovered || focused || document.hidden || scenes.length < 2 || !isStage()) return;
    rotation = setTimeout(() => show(at + 1), (Number(scenes[at].dataset.seconds) || 20) * 1000);
  }

  function follow(quietly) {
    const index = scenes.findIndex((scene) => hashOf(scene) === location.hash);
    if (index >= 0) show(index, quietly);
    return index >= 0 || !location.hash;
  }

  /* ---- pause and hold: kept over a reload, the pause not for ever ---- */
  let memory = {};
  try {
    memory = sessionStorage || memory;
  } catch (error) { /* A kiosk may forbid it; then a reload forgets. */ }

  function stop(nowPaused, nowHeld) {
    [paused, held] = [nowPaused, nowHeld];
    state.textContent = held ? own.held : paused ? own.paused : "";
    for (const [name, on] of [["pause", paused], ["hold", held]]) {
      controls.querySelector(`[data-action=${name}]`).setAttribute("aria-pressed", String(on));
    }
    [memory.paused, memory.held] = [paused, held];
    rotate();
  }

  /* ---- the controls: shown while somebody is there, and nothing moves while they are used ---- */
  function steer(nowHovered, nowFocused) {
    if (nowHovered === hovered && nowFocused === focused) return;
    [hovered, focused] = [nowHovered, nowFocused];
    wake();
    rotate();
  }

  function wake() {
    touch();
    controls.classList.add("shown");
    body.classList.remove("idle");
    clearTimeout(dozing);
    dozing = setTimeout(doze, WAKEFUL);
  }

  function doze() {
    if (hovered || focused) return;
    // A click leaves the focus on its button, and that keeps the controls in sight.
    if (controls.contains(document.activeElement)) document.activeElement.blur();
    controls.classList.remove("shown");
    body.classList.add("idle");
  }

  function touch() {
    clearTimeout(forgetting);
    forgetting = setTimeout(forget, (Number(own.resumeMinutes) || 10) * 60000);
  }

  // Who paused and left, or left the pointer on a button, does not stop the wall for ever.
  function forget() {
    if (!paused && !hovered && !focused) return;
    [hovered, focused] = [false, false];
    doze();
    stop(false, held);
  }

  /* ---- keys, remote control, buttons ---- */
  function flipTheme() {
    const query = new URLSearchParams(location.search);
    root.dataset.theme = root.dataset.theme === "light" ? "dark" : "light";
    query.set("theme", root.dataset.theme); // so that a reload keeps it
    history.replaceState(null, "", "?" + query + location.hash);
  }

  function fillScreen() {
    const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    change?.catch(() => {});
  }

  const looks = { theme: flipTheme, fullscreen: fillScreen };
  const steps = {
    next: () => show(at + 1), previous: () => show(at - 1), first: () => show(0), last: () => show(-1),
  };
  const actions = {
    pause: () => stop(!paused && !held, false), hold: () => stop(false, !held), go: () => stop(false, false),
    ...steps, ...looks,
  };
  const keys = {
    ArrowRight: "next", PageDown: "next", MediaTrackNext: "next", Home: "first", End: "last",
    ArrowLeft: "previous", PageUp: "previous", MediaTrackPrevious: "previous",
    " ": "pause", Enter: "pause", MediaPlayPause: "pause", Escape: "go",
    h: "hold", b: "hold", ".": "hold", ColorF0Red: "hold", t: "theme", f: "fullscreen",
  };

  function press(event) {
    if (!event.key || event.ctrlKey || event.altKey || event.metaKey) return;
    touch();
    // The browser makes a click of these two: the button would act twice.
    if ((event.key === "Enter" || event.key === " ") && event.target.closest?.("button, a")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = keys[key];
    if (!looks[action] && !isStage()) return; // there these keys scroll
    if (/^[1-9]$/.test(key) && key <= scenes.length) show(key - 1);
    else if (!action) return;
    else if (steps[action] || !event.repeat) actions[action](); // a switch held down switches once
    event.preventDefault();
  }

  /* ---- time: that of the server in its own zone; the clock of a kiosk may be wrong ---- */
  let [serverTime, measuredAt, lastGood, minute] = [0, 0, "", ""];
  const timeNow = () => new Date(serverTime + performance.now() - measuredAt).toISOString().slice(0, 16);

  function setTime(text) {
    const time = Date.parse(text.slice(0, 19) + "Z");
    if (Number.isNaN(time)) throw new Error(text);
    [serverTime, measuredAt] = [time, performance.now()];
    lastGood = timeNow();
  }

  function tick() {
    const now = timeNow().slice(11);
    if (now === minute) return;
    const clock = document.getElementById("clock");
    minute = clock.firstChild.data = clock.dateTime = now; // the text that is there: no new node
    // Against burn-in: another place each minute, two pixels from the middle at most.
    const [x, y] = SHIFTS[(now.slice(0, 2) * 60 + Number(now.slice(3))) % SHIFTS.length];
    root.style.setProperty("--shift-x", x * PIXEL + "rem");
    root.style.setProperty("--shift-y", y * PIXEL + "rem");
  }

  /* ---- the watch on the server ---- */
  let [beating, waiting, renewedAt, staleSince] = [false, 0, performance.now(), ""];

  async function ask(address, limit) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), limit);
    const asked = fetch(address, { cache: "no-store", signal: cut.signal });
    return asked.then(async (answer) => [answer.status, await answer.text()]).finally(() => clearTimeout(timer));
  }

  async function beat() {
    if (beating) return;
    beating = true;
    clearTimeout(waiting);
    try {
      const [status, text] = await ask("/heartbeat" + location.search, BEAT);
      const told = JSON.parse(text); // the page of a login portal is not JSON: no connection
      if (status === 200) live(told);
      else warn(own.unread, lastGood);
    } catch (error) {
      warn(own.lost, lastGood);
    }
    beating = false;
    if (!document.hidden) waiting = setTimeout(beat, BEAT);
  }

  function live(told) {
    if (!told.build || !told.edition) throw new Error("not our heartbeat");
    setTime(told.now);
    if (told.build === own.build && told.edition === own.edition) settled();
    else renew(told.build);
    if (staleSince) warn(own.unread, staleSince);
    else outage.hidden = true;
  }

  function settled() {
    staleSince = "";
    if (performance.now() - renewedAt > SETTLED) memory.renewals = 0;
  }

  const DAY = new Intl.DateTimeFormat(root.lang, { month: "long", day: "numeric", timeZone: "UTC" });

  function warn(sentence, since) {
    const isToday = since.slice(0, 10) === timeNow().slice(0, 10);
    const day = isToday ? "" : DAY.format(new Date(since + "Z")) + " "; // a wall is left alone for days
    const text = sentence.replace("{time}", day + since.slice(11));
    if (outage.textContent !== text) outage.textContent = text; // said once and not at every beat
    outage.hidden = false;
  }

  // Ours must be there before anything changes: a reload that fails leaves the browser's own error
  // page. Counted from the beginning of this page and ever more slowly, so that servers of two
  // versions behind one name neither flicker nor stop the rotation.
  async function renew(build) {
    const before = Number(memory.renewals) || 0;
    if (performance.now() - renewedAt < BETWEEN_RENEWALS * Math.min(4, 2 ** before)) return;
    [renewedAt, memory.renewals] = [performance.now(), before + 1];
    try {
      const [status, text] = await ask(location.pathname + location.search, BETWEEN_RENEWALS);
      const fresh = new DOMParser().parseFromString(text, "text/html");
      if (status !== 200 || !fresh.getElementById("stage")) throw new Error(String(status));
      staleSince = "";
      if (build === own.build && fresh.body.dataset.build === build) exchange(fresh);
      else location.reload();
    } catch (error) {
      staleSince = staleSince || lastGood; // the figures are old now: say so until they are not
    }
  }

  // New numbers under the same program: exchanged in place, for a reload would leave full screen.
  function exchange(fresh) {
    const shown = scenes[at].id;
    clearTimeout(settling);
    document.getElementById("stage").replaceWith(document.adoptNode(fresh.getElementById("stage")));
    Object.assign(own, fresh.body.dataset);
    document.title = fresh.title;
    [scenes, at, minute] = [scenesNow(), 0, ""];
    history.replaceState(null, "", hashOf(scenes[0]));
    const index = scenes.findIndex((scene) => scene.id === shown);
    if (index < 0) stop(paused, false); // what was held is there no more
    show(Math.max(0, index), true);
    tick();
  }

  /* ---- beginning ---- */
  setTime(own.now);
  const isThere = follow(true);
  stop(memory.paused === "true", memory.held === "true" && isThere);
  tick();
  doze();
  touch();
  setInterval(tick, 1000);
  setTimeout(beat, BEAT);
  document.addEventListener("keydown", press);
  document.addEventListener("pointermove", wake, { passive: true });
  document.addEventListener("pointerdown", wake, { passive: true });
  controls.addEventListener("pointermove", () => steer(true, focused), { passive: true });
  controls.addEventListener("pointerleave", () => steer(false, focused));
  controls.addEventListener("focusin", (event) => steer(hovered, event.target.matches(":focus-visible")));
  controls.addEventListener("focusout", () => steer(hovered, false));
  for (const one of controls.querySelectorAll("button")) one.addEventListener("click", actions[one.dataset.action]);
  window.addEventListener("hashchange", () => follow(false));
  window.addEventListener("resize", rotate);
  document.addEventListener("visibilitychange", () => {
    rotate();
    if (!document.hidden) beat();
  });
})();
