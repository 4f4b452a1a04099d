// The page: sends what a person does, and puts in what has changed.

import { held, morph } from "./morph.js";
import { routes, seek, watchBoard } from "./story.js";

const $ = (id) => document.getElementById(id);
let version = Number(document.body.dataset.version);
let link = document.body.dataset.link;

// One request at a time, so that what is typed arrives in its order, and the pieces that the page shows are there
// until the answer comes.
let queue = Promise.resolve();
let waits = 0;

const post = (path, body) =>
  fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

function send(command, from) {
  document.body.dataset.waits = ++waits;
  queue = queue.then(async () => {
    try {
      const answer = await post("do", { ...command, held: held() });
      from?.removeAttribute("data-typing");
      if (answer.ok) show(await answer.json());
      else toast(`The preview does not take it: ${await answer.text()}`);
    } catch (error) {
      live(false);
      toast(`The preview does not answer: ${error.message}`);
    }
    document.body.dataset.waits = --waits;
  });
  return queue;
}

const touch = (kind, at, more) => send({ do: "touch", touch: { do: kind, at, ...more } });

function show(parts) {
  if (parts.version < version) return;
  version = parts.version;
  link = parts.link;
  $("built").textContent = parts.built ?? "";
  const overlay = document.querySelector(".overlay");
  const opener = overlay ? null : document.activeElement?.dataset?.open;
  morph($("phone"), parts.phone);
  morph($("panels"), parts.panels);
  morph($("tools"), parts.tools);
  if (parts.story !== undefined) morph($("story"), parts.story);
  settle();
  const opened = document.querySelector(".overlay");
  if (opened && !overlay) {
    reopen = opener ?? reopen;
    const first = ["[aria-checked=true]", "[aria-pressed=true]", ".day:enabled", ".row:enabled", "button"];
    first.map((css) => opened.querySelector(css)).find((one) => one)?.focus();
  } else if (!opened && overlay && reopen) {
    document.querySelector(`#phone [data-open="${CSS.escape(reopen)}"]`)?.focus();
  }
  if (!opened) refocus();
}
let reopen = null;

/** Where in the flow somebody works: the element, its component, and the screen. */
let worked = null;

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("#phone .sheet") || target.closest(".overlay, .said, .ask")) return;
  const inFlow = target.closest("#phone .sheet") !== null;
  worked = inFlow ? { target, key: target.closest(".c")?.dataset.key, screen: screen() } : null;
});

const screen = () => $("live-body")?.dataset.keepScroll;

/** Gives a focus back that is gone with its element, or while the flow waited. */
function refocus() {
  const lost = document.activeElement.matches("body, #phone .sheet, [inert] *");
  if (!worked || !lost) return;
  const { target, key } = worked;
  const works = (node) => node?.isConnected && !node.disabled && !node.closest("[inert]");
  const near = key && document.querySelector(`#phone .c[data-key="${CSS.escape(key)}"] :is(button, input, textarea):enabled`);
  const there = screen() === worked.screen && [target, near].find(works);
  const [sheet, message] = ["#phone .sheet", "#phone .bubble-button:enabled"].map((css) => document.querySelector(css));
  (there || sheet || message)?.focus({ preventScroll: true });
}

/** What CSS and the server cannot do: sizes that the flow gives, scroll places, routes. */
function settle() {
  for (const picture of document.querySelectorAll(".picture")) {
    const { width, height, ratio } = picture.dataset;
    const image = picture.firstElementChild;
    image.setAttribute("data-own", "");
    image.style.width = width ? `min(${Number(width)}px, 100%)` : "";
    image.style.height = height ? `${Number(height)}px` : "";
    image.style.aspectRatio = !height && ratio ? String(Number(ratio)) : "";
  }
  const body = $("live-body");
  if (body && body.dataset.keepScroll !== seen) {
    seen = body.dataset.keepScroll;
    body.scrollTop = 0;
    body.parentElement.classList.remove("enters");
    void body.offsetWidth;
    body.parentElement.classList.add("enters");
  }
  const screen = document.querySelector("#phone .device")?.dataset.screen;
  for (const thumb of document.querySelectorAll(".thumb")) {
    const here = thumb.dataset.screen === screen;
    if (here && thumb.getAttribute("aria-current") !== "true") seek(thumb);
    thumb.setAttribute("aria-current", String(here));
  }
  routes();
}
let seen = $("live-body")?.dataset.keepScroll;

function live(is) {
  $("live").textContent = is ? "live" : "not connected";
  $("live").classList.toggle("lost", !is);
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  // As long as it takes to read it.
  toast.timer = setTimeout(() => ($("toast").hidden = true), Math.min(Math.max(1600, 60 * text.length), 8000));
}

async function copy(text, what, otherwise = text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied ${what}`);
  } catch {
    toast(otherwise);
  }
}

const pages = {
  link() {
    const bytes = new TextEncoder().encode(link);
    const base64 = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
    history.replaceState(null, "", `#state=${base64}`);
    copy(location.href, "the link to this state", "The link to this state stands in the address bar");
  },
  restart: () => send({ do: "restart", screen: null }),
  "ask-endpoint": () => send({ do: "restart", screen: null, asks_endpoint: true }),
  "to-answer": () => {
    $("endpoint").scrollIntoView({ block: "nearest" });
    $("answer").focus();
  },
  dismiss: () => send({ do: "dismiss" }),
  "take-days": () => send({ do: "take-days" }),
  reveal(button) {
    const input = $(button.dataset.for);
    input.setAttribute("data-own", "");
    input.type = input.type === "password" ? "text" : "password";
    input.focus();
  },
  answer() {
    try {
      touch("answer", undefined, { body: JSON.parse($("answer").value) });
    } catch (error) {
      toast(`This is no JSON: ${error.message}`);
    }
  },
  status: (button) => touch("status", undefined, { code: Number(button.dataset.code), message: null }),
  timeout: () => touch("timeout"),
};

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, .scrim");
  if (!target || target.disabled) return;
  const data = target.dataset;
  if (data.touch === "choose") touch("choose", data.at, { option: data.option });
  else if (data.touch === "item") touch("item", data.at, { item: data.option });
  else if (data.touch && data.touch !== "fill") touch(data.touch, data.at);
  else if (data.open) send({ do: "open", at: data.open });
  else if (data.day) send({ do: "day", day: data.day });
  else if (data.month) send({ do: "month", by: Number(data.month) });
  else if (data.attach) attach(data.attach, { name: data.name, kilobytes: Number(data.kilobytes) });
  else if (data.remove) touch("attach", data.at, { files: files(data.at).filter((_, at) => at !== Number(data.remove)) });
  else if (data.link) send({ do: "link", url: data.link });
  else if (data.go) send({ do: "restart", screen: data.go });
  else if (data.way) send({ do: "way", finding: Number(data.way) });
  else if (data.edit) send({ do: "edit", offset: Number(data.edit) });
  else if (data.copy) copy(data.copy, data.copy);
  else if (data.fillAnswer) $("answer").value = data.fillAnswer;
  else if (data.look) look(data.look, data.value);
  else if (data.page) pages[data.page](target);
});

/** The files that a picker holds. */
function files(at) {
  const tiles = document.querySelectorAll(`#phone .c[data-key="${CSS.escape(at)}"] .tile`);
  return [...tiles].map((tile) => ({ name: tile.querySelector(".tile-name").textContent, kilobytes: Number(tile.dataset.kilobytes) }));
}

function attach(at, file) {
  touch("attach", at, { files: [...files(at), file] });
}

function look(name, value) {
  const now = JSON.parse(document.querySelector("[data-current]").dataset.current);
  send({ do: "look", look: { ...now, [name]: name === "rtl" ? value === "true" : value } });
}

document.addEventListener("change", (event) => {
  const { target } = event;
  if (target.dataset.look) look(target.dataset.look, target.value);
});

document.addEventListener("input", (event) => {
  const { target } = event;
  if (target.dataset.touch !== "fill") return;
  target.setAttribute("data-typing", "");
  clearTimeout(target.timer);
  const typed = target.value;
  send({ do: "touch", touch: { do: "fill", at: target.dataset.at, value: typed } }, {
    // Only the last of what was typed settles it.
    removeAttribute: (name) => target.value === typed && target.removeAttribute(name),
  });
});

document.addEventListener("keydown", (event) => {
  const overlay = document.querySelector("#phone .overlay");
  if (overlay && event.key === "Escape") return pages.dismiss();
  if (overlay && event.key === "Tab") {
    // What is open over the screen keeps the focus.
    const stops = [...overlay.querySelectorAll("button:enabled")];
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (overlay.contains(document.activeElement) && document.activeElement !== end) return;
    event.preventDefault();
    return (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }
  const here = event.target.closest?.("[role=radio], .day, .item");
  if (!here) return;
  const week = here.matches(".day") ? 7 : 1;
  const on = getComputedStyle(here).direction === "rtl" ? -1 : 1;
  const step = { ArrowDown: week, ArrowUp: -week, ArrowRight: on, ArrowLeft: -on }[event.key];
  if (!step) return;
  const all = [...here.closest(".days, .rows, .overlay-body").querySelectorAll(week === 7 ? ".day" : "button")];
  let next = all.indexOf(here) + step;
  while (all[next]?.disabled) next += step;
  all[next]?.focus();
  event.preventDefault();
});

// A component and its line point at each other.
for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, ({ target }) => {
    const key = target.closest?.("#phone .c")?.dataset.key ?? target.closest?.(".part")?.dataset.part;
    if (key === undefined) return;
    const name = CSS.escape(key);
    for (const one of document.querySelectorAll(`#phone .c[data-key="${name}"], .part[data-part="${name}"]`)) one.classList.toggle("lit", on);
  });
}

// A long list goes on, and the dots of a carousel.
document.addEventListener("scroll", ({ target }) => {
  if (target.matches?.("[data-more]") && target.scrollHeight - target.scrollTop < 3 * target.clientHeight) {
    target.removeAttribute("data-more");
    send({ do: "more" });
  }
  if (!target.classList?.contains("carousel")) return;
  const at = Math.round(Math.abs(target.scrollLeft) / target.clientWidth);
  [...target.nextElementSibling.children].forEach((dot, number) => dot.classList.toggle("on", number === at));
}, true);

const changes = new EventSource("changes");
changes.onopen = () => refresh(Infinity);
changes.onerror = () => live(false);
changes.onmessage = ({ data }) => refresh(Number(data));

function refresh(to) {
  queue = queue.then(async () => {
    if (to <= version) return;
    try {
      const answer = await post("parts", held());
      live(answer.ok);
      if (answer.ok) show(await answer.json());
    } catch {
      live(false);
    }
  });
}

/** A state in the address comes back. */
function restore() {
  const [, state] = location.hash.match(/^#state=(.+)$/) ?? [];
  if (!state) return;
  try {
    const bytes = Uint8Array.from(atob(state.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    send({ do: "restore", link: new TextDecoder().decode(bytes) });
  } catch {
    toast("The link holds no state");
  }
}

addEventListener("hashchange", restore);
watchBoard();
settle();
restore();
