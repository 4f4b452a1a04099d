// The routes between the screens of the storyboard.

/** Draws each route from screen to screen, as they stand. */
export function routes() {
  const board = document.getElementById("board");
  const svg = document.getElementById("routes");
  if (!board || !svg) return;
  svg.setAttribute("data-own", "");
  const origin = board.getBoundingClientRect();
  const boxes = new Map();
  for (const thumb of board.querySelectorAll(".thumb")) {
    const box = thumb.firstElementChild.getBoundingClientRect();
    const left = box.left - origin.left + board.scrollLeft;
    const top = box.top - origin.top + board.scrollTop;
    boxes.set(thumb.dataset.screen, { left, top, right: left + box.width, bottom: top + box.height, middle: top + box.height / 2, leaving: 0, drawn: 0 });
  }
  svg.style.width = `${board.scrollWidth}px`;
  svg.style.height = `${board.scrollHeight}px`;
  const drawn = [...svg.querySelectorAll("path[data-from]")].filter(({ dataset }) => boxes.has(dataset.from) && boxes.has(dataset.to));
  for (const { dataset } of drawn) boxes.get(dataset.from).leaving++;
  for (const path of drawn) {
    path.setAttribute("data-own", "");
    path.setAttribute("d", curve(boxes.get(path.dataset.from), boxes.get(path.dataset.to)));
  }
}

/** Scrolls the board, and nothing else, until a screen can be seen. */
export function seek(thumb) {
  const board = document.getElementById("board");
  const [place, frame] = [thumb.getBoundingClientRect(), board.getBoundingClientRect()];
  const past = (start, end, first, last) => Math.min(0, start - first - 20) + Math.max(0, end - last + 20);
  board.scrollBy(past(place.left, place.right, frame.left, frame.right), past(place.top, place.bottom, frame.top, frame.bottom));
}

function curve(from, to) {
  const number = from.drawn++;
  // Around the middle, so that one alone goes straight.
  const y = from.middle + (number - (from.leaving - 1) / 2) * 12;
  if (to.left > from.right) {
    const bend = Math.min(60, (to.left - from.right) / 2);
    return `M${from.right} ${y} C${from.right + bend} ${y} ${to.left - bend} ${to.middle} ${to.left - 2} ${to.middle}`;
  }
  if (to === from) {
    return `M${from.right - 30} ${from.top} C${from.right - 30} ${from.top - 16} ${from.right - 10} ${from.top - 16} ${from.right - 10} ${from.top - 1}`;
  }
  if (from.left === to.left) {
    // In one column: down at the right side, up at the left one.
    const down = to.top > from.top;
    const [side, out, end] = down ? [from.right, from.right + 34, from.right + 2] : [from.left, from.left - 34, from.left - 2];
    const start = down ? from.bottom - 40 + number * 8 : from.top + 40 + number * 8;
    const stop = down ? to.top + 40 : to.bottom - 40;
    return `M${side} ${start} C${out} ${start} ${out} ${stop} ${end} ${stop}`;
  }
  if (to.right < from.left && from.left - to.right < 100) {
    // Back, between two columns.
    const bend = (from.left - to.right) / 2;
    return `M${from.left} ${y + 36} C${from.left - bend} ${y + 36} ${to.right + bend} ${to.middle + 30} ${to.right + 2} ${to.middle + 30}`;
  }
  // Farther back: below the screens and their names.
  const middle = (box) => (box.left + box.right) / 2;
  const low = Math.max(from.bottom, to.bottom) + NAME + 14;
  const [start, end] = [middle(from) - 10, middle(to) + 10];
  return `M${start} ${from.bottom + NAME} C${start} ${low} ${end} ${low} ${end} ${to.bottom + NAME}`;
}

/** How far below a screen its name ends. */
const NAME = 25;

/** Of the screen under the pointer or in focus, the routes stand out. */
for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, ({ target }) => {
    const screen = target.closest?.(".thumb")?.dataset.screen;
    const svg = document.getElementById("routes");
    if (screen === undefined || !svg) return;
    svg.classList.toggle("asked", on);
    for (const path of svg.querySelectorAll("path[data-from]")) {
      path.classList.toggle("near", on && [path.dataset.from, path.dataset.to].includes(screen));
    }
  });
}

/** Draws them again when the board changes its size. */
export function watchBoard() {
  new ResizeObserver(routes).observe(document.querySelector(".story"));
}
