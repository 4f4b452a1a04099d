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
    boxes.set(thumb.dataset.screen, { left, top, right: left + box.width, bottom: top + box.height, middle: top + box.height / 2 });
  }
  svg.style.width = `${board.scrollWidth}px`;
  svg.style.height = `${board.scrollHeight}px`;
  const leaving = new Map();
  for (const path of svg.querySelectorAll("path[data-from]")) {
    const from = boxes.get(path.dataset.from);
    const to = boxes.get(path.dataset.to);
    if (!from || !to) continue;
    path.setAttribute("data-own", "");
    path.setAttribute("d", curve(from, to, leaving));
  }
}

/** Scrolls the board, and nothing else, until a screen can be seen. */
export function seek(thumb) {
  const board = document.getElementById("board");
  const [place, frame] = [thumb.getBoundingClientRect(), board.getBoundingClientRect()];
  const past = (start, end, first, last) => Math.min(0, start - first - 20) + Math.max(0, end - last + 20);
  board.scrollBy(past(place.left, place.right, frame.left, frame.right), past(place.top, place.bottom, frame.top, frame.bottom));
}

function curve(from, to, leaving) {
  const number = leaving.get(from) ?? 0;
  leaving.set(from, number + 1);
  const y = from.middle - 18 + number * 12;
  if (to.left > from.right) {
    const bend = Math.min(60, (to.left - from.right) / 2);
    return `M${from.right} ${y} C${from.right + bend} ${y} ${to.left - bend} ${to.middle} ${to.left - 2} ${to.middle}`;
  }
  if (to === from) {
    return `M${from.right - 30} ${from.top} C${from.right - 30} ${from.top - 16} ${from.right - 10} ${from.top - 16} ${from.right - 10} ${from.top - 1}`;
  }
  const middle = (box) => (box.left + box.right) / 2;
  if (from.left === to.left && to.top > from.bottom) {
    // Past the name of the screen.
    return `M${middle(from) + 44} ${from.bottom} L${middle(to) + 44} ${to.top - 2}`;
  }
  if (to.right < from.left && from.left - to.right < 100) {
    // Back, between two columns.
    const bend = (from.left - to.right) / 2;
    return `M${from.left} ${y + 36} C${from.left - bend} ${y + 36} ${to.right + bend} ${to.middle + 30} ${to.right + 2} ${to.middle + 30}`;
  }
  // Farther back, or up in a column: below the screens.
  const low = Math.max(from.bottom, to.bottom) + 12;
  const [start, end] = [middle(from) - 10, middle(to) + 10];
  return `M${start} ${from.bottom} C${start} ${low + 14} ${end} ${low + 14} ${end} ${to.bottom + 2}`;
}

/** Draws them again when the board changes its size. */
export function watchBoard() {
  new ResizeObserver(routes).observe(document.querySelector(".story"));
}
