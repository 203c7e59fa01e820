const ATTRIBUTES = ["placeholder", "aria-label", "aria-valuetext", "title", "alt"];

/** Streamlit writes some labels as "what it does: what it does it to"; then only the first part is its own. A number is #. */
function translated(text, texts) {
  const [own, ...rest] = text.trim().split(": ");
  if (texts[text.trim()]) return texts[text.trim()];
  const number = text.match(/\d+/)?.[0];
  const counted = number && texts[text.trim().replace(number, "#")];
  if (counted) return counted.replace("#", number);
  return rest.length && texts[own] ? [texts[own], ...rest].join(": ") : null;
}

let parts = {};
/** A day that is typed stands in three fields, named "day, what for" and holding "dd" while empty: words of that place alone. */
const isPart = (element) => element?.matches?.("[role=spinbutton][data-type]");
const ofPart = (text) => {
  const [own, ...rest] = text.split(", ");
  return parts[own] && [parts[own], ...rest].join(", ");
};

let buttons = {};
/** A button beside a file that was given names what it does, and then the file. */
const isOfFile = (element) => element?.matches?.("[data-testid^=stFile] button");
const ofFile = (text) => {
  const own = Object.keys(buttons).find((one) => text === one || text.startsWith(`${one} `));
  return own && buttons[own] + text.slice(own.length);
};

/** A text may be one of several of a sentence: the spaces around it stay. */
function swapText(node, texts) {
  const text = node.nodeValue;
  const found = isPart(node.parentElement) ? ofPart(text) : translated(text, texts);
  if (found && found !== text.trim()) node.nodeValue = text.replace(text.trim(), () => found);
}

function swapAttributes(element, texts) {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    const found = value && (isPart(element) ? ofPart(value) : (isOfFile(element) && ofFile(value)) || translated(value, texts));
    if (found && found !== value) element.setAttribute(name, found);
  }
}

/**
 * Two repairs for keyboard and screen reader. Grouped navigation puts headings between list items: as plain links it
 * reads without gaps. A table wider than the screen scrolls in a box that the keyboard must be able to reach.
 * What is wider than its box is known once the page has been laid out; asking before would have it laid out twice.
 */
let mending = false;
function mend() {
  if (mending) return;
  mending = true;
  requestAnimationFrame(() => setTimeout(() => {
    mending = false;
    document.querySelectorAll("[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li").forEach((element) => {
      element.setAttribute("role", "none");
    });
    document.querySelectorAll("[data-testid=stTable] > div").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    });
  }));
}

let grid = null;

function rememberGrid(event) {
  const table = event.target.closest?.("[data-testid=stDataFrame]");
  grid = table?.querySelector("[data-testid=data-grid-canvas]") ?? grid;
}

const LEAVING = { Enter: "ArrowDown", Tab: "ArrowRight", ArrowDown: "ArrowDown", ArrowUp: "ArrowUp" };

/**
 * Enter, Tab and the arrows up and down leave a cell that is typed in and keep what was typed, as in a spreadsheet. The
 * table itself knows no arrows there, and takes the others only after a pause in which a quick hand's next digit is lost.
 */
function leaveCell(event) {
  let arrow = LEAVING[event.key];
  if (!arrow || event.isComposing || !grid || !event.target.matches?.(".gdg-input")) return;
  if (event.shiftKey) arrow = { Enter: "ArrowUp", Tab: "ArrowLeft" }[event.key] ?? arrow;
  event.preventDefault();
  event.stopImmediatePropagation();
  // A press beside the cell takes what was typed; then an arrow moves on as from any cell.
  grid.parentElement.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  queueMicrotask(() => {
    grid.focus();
    grid.dispatchEvent(new KeyboardEvent("keydown", { key: arrow, code: arrow, bubbles: true, cancelable: true }));
  });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));

const OPENING = 10000;
let held = null;

const isOpen = () => document.activeElement?.matches(".gdg-input");
const isTyped = (key) => key.key.length === 1 && key.key !== " " && !key.ctrlKey && !key.metaKey && !key.altKey;

/**
 * Whether the table says that nothing opens by typing: by what it tells a screen reader of its cells and of the chosen one.
 * It tells that after a pause; until then any cell may be one to type in.
 */
function isOnlyRead(table) {
  const tells = (what) => !!table.querySelector(what);
  if (!tells("[role=gridcell]")) return false;
  return !tells("[aria-readonly=false]") || tells("[aria-selected=true][aria-readonly=true]");
}

/**
 * The table in which *key*, pressed on *place*, opens a cell: the place itself or, shortly after a cell was chosen, around
 * what tells a screen reader of that cell.
 */
function opens(key, place) {
  const table = isTyped(key) && place?.closest?.("[data-testid=data-grid-canvas]");
  return table && !isOnlyRead(table) ? table : null;
}

/**
 * The table fetches what opens a cell when the first digit is typed, and a key that comes before it is there throws that
 * digit away. So keys wait until the cell is open, at most so many milliseconds, and are then pressed in their order.
 */
function holdKeys(event) {
  if (!event.isTrusted || event.isComposing) return;
  if (held) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
    held.push({ key, code, shiftKey, ctrlKey, metaKey, altKey });
  } else {
    const table = opens(event, event.target);
    if (!table) return;
    held = [];
    pressHeld(table);
  }
}

async function pressHeld(chosen) {
  const opened = async (table, limit = performance.now() + OPENING) => {
    do await pause(0);
    while (!isOpen() && !isOnlyRead(table) && performance.now() < limit);
  };
  await opened(chosen);
  for (let key; (key = held.shift()); ) {
    const place = document.activeElement;
    const table = opens(key, place);
    if (isOpen() && isTyped(key)) document.execCommand("insertText", false, key.key);
    else place.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
    await (table ? opened(table) : pause(0));
  }
  held = null;
}

function swapBelow(root, texts) {
  if (root.nodeType === Node.TEXT_NODE) return swapText(root, texts);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) swapText(walker.currentNode, texts);
  swapAttributes(root, texts);
  root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join()).forEach((element) => swapAttributes(element, texts));
}

let led = null;
const ACTS = ["pointerdown", "wheel", "keydown", "touchstart"];
const REST = 3000;

/**
 * Bring the exhibit that the address names into view, once, as soon as it stands on the page, and hold it there while
 * what is above it still grows: until the page has been at rest for so many milliseconds, or somebody acts.
 */
function lead(exhibit) {
  const place = () => document.querySelector(`.st-key-exhibit-${CSS.escape(exhibit)}`);
  if (!exhibit || exhibit === led || !place()) return;
  led = exhibit;
  let resting = null;
  const growth = new ResizeObserver(follow);
  function follow() {
    place()?.scrollIntoView();
    clearTimeout(resting);
    resting = setTimeout(() => (isRunning() ? follow() : leave()), REST);
  }
  function leave() {
    clearTimeout(resting);
    growth.disconnect();
    ACTS.forEach((act) => window.removeEventListener(act, leave, true));
  }
  ACTS.forEach((act) => window.addEventListener(act, leave, true));
  growth.observe(document.querySelector("[data-testid=stMainBlockContainer]"));
}

/**
 * Streamlit spells the numbers of its tables and fields by the browser's language. Here whatever names no language is
 * spelled in the page's own, so that a number looks alike in a sentence and in the cell beside it.
 */
const ownLanguage = () => document.documentElement.lang;
Object.defineProperty(navigator, "languages", { configurable: true, get: () => [ownLanguage()] });
Intl.NumberFormat = new Proxy(Intl.NumberFormat, {
  construct: (kind, [language, ...rest]) => new kind(language ?? ownLanguage(), ...rest),
  apply: (kind, self, [language, ...rest]) => kind(language ?? ownLanguage(), ...rest),
});

const WIDTHS = { phone: [0, 640], desk: [641, 1679], hall: [1680, Infinity] };

let tell = () => {};
let waiting = null;
const isRunning = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";

const LINKS = "[data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink]";
let isLeaving = false;

/** Note that another page was asked for: until its run begins, whatever else is asked of the server names the old one. */
function depart(event) {
  const app = document.querySelector("[data-testid=stApp]");
  if (!app || !(event.type === "popstate" || event.target.closest?.(LINKS))) return;
  isLeaving = true;
  const beginning = new MutationObserver(() => isRunning() && arrive());
  const arrive = () => {
    isLeaving = false;
    beginning.disconnect();
  };
  beginning.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  setTimeout(arrive, OPENING);
}

/**
 * Tell the server the kind of screen where it is another than that which it takes for granted, so that nobody at a desk
 * waits for a second run. A run asked for before the first one is over would not know the page of the address and show
 * the first page, one asked for just after a link would lead back. Print keeps the window's width, so that a page does not change under it.
 */
function measure() {
  const [kind] = Object.entries(WIDTHS).find(([, [least, most]]) => innerWidth >= least && innerWidth <= most);
  const isKnown = kind === (document.documentElement.dataset.screen ?? "desk");
  clearTimeout(waiting);
  if (!isKnown && (isLeaving || isRunning())) {
    waiting = setTimeout(measure, 50);
    return;
  }
  document.documentElement.dataset.screen = kind;
  if (!isKnown) tell("screen", kind);
}

const SETTLING = 300;
const print = window.print.bind(window);
const named = (fold) => fold.closest("[class*=st-key-]")?.className ?? fold.textContent;
/** Print a page whole: folds are drawn when they are opened, so all are opened first and what they hold is waited for. */
window.print = async function () {
  const tried = new Set();
  const closed = () => document.querySelectorAll("[data-testid=stMain] :not([class*=st-key-notes-]) > .stExpander > details:not([open]) > summary");
  for (let fold; (fold = [...closed()].find((one) => !tried.has(named(one)))); ) {
    tried.add(named(fold));
    fold.click();
    do await pause(SETTLING);
    while (isRunning());
  }
  print();
};

function printWhole(event) {
  if (event.key !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  window.print();
}

/** Show the notes of exhibits on paper also where a print begins from the browser's menu, and fold them again after. */
function unfoldNotes() {
  const closed = [...document.querySelectorAll("[class*=st-key-notes-] > .stExpander > details:not([open])")];
  closed.forEach((fold) => { fold.open = true; });
  window.addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }), { once: true });
}

let observer = null;

/** Called again whenever the language changes; two observers at once would undo each other's work for ever. */
export default function ({ data, setStateValue }) {
  const texts = data.texts;
  parts = data.parts;
  buttons = data.buttons;
  tell = setStateValue;
  observer?.disconnect();
  document.documentElement.lang = data.lang;
  swapBelow(document.body, texts);
  mend();
  lead(data.exhibit);
  measure();
  window.addEventListener("resize", measure);
  // A turned phone or a font that came later makes a table wider than its box without any change to the page.
  window.addEventListener("resize", mend);
  window.addEventListener("click", depart, true);
  window.addEventListener("popstate", depart);
  window.addEventListener("pointerdown", rememberGrid, true);
  window.addEventListener("focusin", rememberGrid, true);
  window.addEventListener("keydown", holdKeys, true);
  window.addEventListener("keydown", leaveCell, true);
  window.addEventListener("keydown", printWhole);
  window.addEventListener("beforeprint", unfoldNotes);
  document.fonts.ready.then(mend);
  observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") swapText(change.target, texts);
      else if (change.type === "attributes") swapAttributes(change.target, texts);
      else change.addedNodes.forEach((node) => swapBelow(node, texts));
    }
    mend();
    lead(data.exhibit);
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}
