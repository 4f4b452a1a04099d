// Makes a part of the page the same as new markup, changing only what differs: so focus, caret, scroll
// places and running animations stay.
//
// Elements with `data-is` hold a piece of that name. The server leaves the markup of a piece out, and says
// `data-held`, if the page has said that it shows it.

const holders = () => [...document.querySelectorAll("[data-is]")];

/** The names of the pieces that the page shows. What is typed ahead of the server is no piece of it. */
export function held() {
  const typed = new Set([...document.querySelectorAll("[data-typing]")].map((input) => input.closest("[data-is]")));
  return holders().filter((holder) => !typed.has(holder)).map((holder) => holder.dataset.is);
}

/** Makes the children of `node` those of the markup. */
export function morph(node, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  const known = new Map(holders().map((holder) => [holder.dataset.is, holder]));
  for (const fresh of template.content.querySelectorAll("[data-held]")) fresh.piece = known.get(fresh.dataset.is);
  children(node, template.content);
}

/** Copies pieces that do not stay in their elements. */
function fill(fresh) {
  for (const holder of [fresh, ...fresh.querySelectorAll("[data-held]")]) {
    if (!holder.piece) continue;
    holder.append(...[...holder.piece.childNodes].map((child) => child.cloneNode(true)));
    holder.removeAttribute("data-held");
  }
}

/** What tells two children of a parent apart. */
function identity(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return String(node.nodeType);
  const { key, at, option, day, screen, part } = node.dataset;
  // The first class says what it is, the others how it is.
  return [node.tagName, node.id, node.classList[0], key, at, option, day, screen, part].join("\n");
}

function children(old, fresh) {
  const known = new Map();
  for (const child of old.childNodes) {
    const name = identity(child);
    if (!known.has(name)) known.set(name, []);
    known.get(name).push(child);
  }
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const match = known.get(identity(child))?.shift();
    if (!match) {
      if (child.nodeType === Node.ELEMENT_NODE) fill(child);
      old.insertBefore(child, next);
      continue;
    }
    if (match === next) next = next.nextSibling;
    else old.insertBefore(match, next);
    same(match, child);
  }
  for (const left of [...known.values()].flat()) left.remove();
}

function same(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  const stays = fresh.piece === old;
  if (!stays && fresh.piece) fill(fresh);
  fresh.removeAttribute("data-held");
  // What a script keeps on an element is no concern of the server.
  const kept = (name) => old.hasAttribute("data-own") && ["style", "data-own", "d", "type"].includes(name);
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept(name) && !(name === "open" && old.tagName === "DETAILS")) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value && !kept(name)) old.setAttribute(name, value);
  }
  if (stays) return;
  if (old.tagName === "TEXTAREA") {
    if (old.defaultValue !== fresh.defaultValue) old.defaultValue = fresh.defaultValue;
    if (old.dataset.touch) value(old, fresh.defaultValue);
    return;
  }
  if (old.tagName === "INPUT") value(old, fresh.getAttribute("value") ?? "");
  children(old, fresh);
}

/** The text of an input, unless the person is typing ahead of the server. */
function value(input, text) {
  if (input.value !== text && !input.hasAttribute("data-typing")) input.value = text;
}
