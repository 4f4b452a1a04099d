// Makes a part of the page the same as new markup, changing only what differs: so focus, caret, scroll
// places and running animations stay.

/** Makes the children of `node` those of the markup. */
export function morph(node, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  children(node, template.content);
}

/** What tells two children of a parent apart. */
function identity(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return String(node.nodeType);
  const { key, at, option, day, screen } = node.dataset;
  // The first class says what it is, the others how it is.
  return [node.tagName, node.id, node.classList[0], key, at, option, day, screen].join("\n");
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
  // What a script keeps on an element is no concern of the server.
  const kept = (name) => old.hasAttribute("data-own") && (name === "style" || name === "data-own" || name === "d");
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept(name) && !(name === "open" && old.tagName === "DETAILS")) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
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
