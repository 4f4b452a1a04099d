// Run in the page by the commands that make pictures: brings it to a state, and gives the place of what is to be seen,
// and the letters that no font has.
async ({ look, screen, whole }) => {
  const until = async (is) => {
    while (!is()) await new Promise((done) => setTimeout(done, 5));
  };
  const root = document.documentElement;
  root.dataset.picture = screen === null ? "board" : "phone";
  root.classList.toggle("whole", whole);

  // By the state in the address, as a link brings it.
  const bytes = new TextEncoder().encode(JSON.stringify({ look, opening: { screen }, journal: [] }));
  delete document.body.dataset.waits;
  history.replaceState(null, "", location.pathname);
  location.hash = `state=${btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_")}`;
  await until(() => document.body.dataset.waits === "0");

  document.activeElement?.blur();
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
  for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);

  const shown = document.querySelector(screen === null ? "#board" : "#phone .device");
  // Lines have heights such as 18.75, and browsers differ in how they round a part of a point: so there is none.
  const glass = document.querySelector("#phone .glass");
  if (whole && screen !== null) glass.style.height = `${Math.ceil(glass.getBoundingClientRect().height)}px`;
  const box = shown.getBoundingClientRect();
  const [x, y] = [Math.floor(box.x + scrollX), Math.floor(box.y + scrollY)];
  const [width, height] = [Math.ceil(box.right + scrollX) - x, Math.ceil(box.bottom + scrollY) - y];

  // Where no font has a letter, the same box is drawn as for one that nobody has.
  const pen = new OffscreenCanvas(40, 40).getContext("2d", { willReadFrequently: true });
  pen.font = `24px ${getComputedStyle(shown).fontFamily}`;
  const drawn = (letter) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(letter, 4, 30);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  const nobody = drawn("\u{10FFFD}");
  const letters = [...new Set(shown.textContent)].filter((letter) => letter > "\u024F");
  const unknown = letters.filter((letter) => letter.trim() && drawn(letter) === nobody).join("");
  return { place: { x, y, width, height }, unknown };
}
