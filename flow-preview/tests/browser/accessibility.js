// What a person who sees little, or uses no mouse, would stumble over: a list of it, which should be empty.
const found = [];
const say = (what, node) => found.push(`${what}: ${node.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
const text = (node) => (node?.textContent ?? "").trim();

const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest("[inert]");
const all = (css) => [...document.querySelectorAll(css)].filter(shown);

// Names.
const named = (node) => {
  const by = node.getAttribute("aria-labelledby")?.split(" ").map((id) => text(document.getElementById(id))).join("");
  const labels = [...(node.labels ?? [])].map(text).join("");
  return [node.getAttribute("aria-label"), by, labels, node.alt, text(node), node.title].some((name) => name?.trim());
};
for (const node of all("button, input, textarea, select, a, summary, [role=dialog], [role=region], [role=radiogroup], [role=group], [role=progressbar]")) {
  if (!named(node)) say("no name", node);
}
for (const node of all("img")) if (!node.hasAttribute("alt")) say("no alternative text", node);

// Ids, and what refers to them.
const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`the id ${id} is there twice`);
for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
  for (const node of document.querySelectorAll(`[${name}]`)) {
    for (const id of node.getAttribute(name).split(" ")) if (!document.getElementById(id)) say(`${name} leads nowhere`, node);
  }
}

// States.
for (const node of all("[role=radio], [role=checkbox]")) if (!node.hasAttribute("aria-checked")) say("no state", node);
for (const node of all("[role=radio]")) if (!node.closest("[role=radiogroup]")) say("no group", node);
for (const error of all("#phone .error")) {
  const holder = error.closest(".c");
  const described = [...holder.querySelectorAll("[aria-describedby]")];
  const tells = described.some((node) => (node.getAttribute("aria-describedby") ?? "").split(" ").some((id) => document.getElementById(id)?.contains(error)));
  if (text(error) && !tells) say("no input tells of the error", holder);
}
for (const node of all("[aria-invalid=true]")) if (!node.getAttribute("aria-describedby")) say("wrong, and does not say why", node);
for (const node of all("[tabindex]")) if (node.tabIndex > 0) say("out of the order of the page", node);

// What stands before the beginning of what one scrolls, nobody comes to.
const board = document.getElementById("board");
for (const thumb of all(".thumb")) {
  const [box, frame] = [thumb.getBoundingClientRect(), board.getBoundingClientRect()];
  if (box.top - frame.top + board.scrollTop < 0 || box.left - frame.left + board.scrollLeft < 0) say("out of reach", thumb);
}

// Contrast, as WCAG 2 counts it, at level AA. What is off need have none.
const rgba = (color) => {
  const canvas = (rgba.canvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
const light = ([r, g, b]) => {
  const part = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const ground = (node) => {
  const layers = [];
  for (let one = node; one; one = one.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(one);
    if (backgroundImage !== "none") return null;
    const color = rgba(backgroundColor);
    layers.push(color);
    if (color[3] === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let words = walker.nextNode(); words; words = walker.nextNode()) {
  const node = words.parentElement;
  if (!words.data.trim() || !shown(node) || node.closest(":disabled, .off, .sr, option, script, .field:has(:disabled)")) continue;
  const below = ground(node);
  if (!below) continue;
  const { color, fontSize, fontWeight } = getComputedStyle(node);
  const [one, other] = [light(over(rgba(color), below)), light(below)];
  const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const size = parseFloat(fontSize);
  const needed = size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
  if (ratio < needed) say(`contrast ${ratio.toFixed(2)} of ${needed}, “${words.data.trim().slice(0, 30)}”`, node);
}
return [...new Set(found)];
