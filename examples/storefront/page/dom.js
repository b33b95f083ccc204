// Small pieces of page. Text is always set as text: what people write is never read as markup.

/** A text without the signs that turn the direction of what follows: a name must not turn an amount around. */
export const plain = (text) => text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');

/** A plain name for the middle of a sentence, whichever way its letters run. */
export const within = (name) => (/[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(name) ? `\u2068${name}\u2069` : name);

export const find = (id) => document.getElementById(id);

/** An element with properties and children; `class`, `data-…` and `aria-…` are attributes, `on…` are listeners. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class' || name.includes('-')) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A piece of a drawing, with attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const ICONS = {
  trash: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 10.5v5.5M13.5 10.5v5.5',
  note: 'M5 5h14v10l-4 4H5zM15 19v-4h4M8.5 9h7M8.5 12h4',
  pen: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5z',
  plus: 'M12 6v12M6 12h12',
  minus: 'M6 12h12',
  lock: 'M7 11h10v8H7zM9 11V8a3 3 0 0 1 6 0v3',
  cross: 'M7.5 7.5l9 9M16.5 7.5l-9 9',
  unlock: 'M7 11h10v8H7zM9 11V8a3 3 0 0 1 5.8-1',
};

export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
}

/** A colour that stays with the same id. */
export function hue(id) {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}

export function face(id, name) {
  const letters = [...name.trim()].slice(0, 1).join('').toUpperCase();
  const element = h('span', { class: 'face', title: name, 'aria-hidden': 'true' }, letters);
  element.style.setProperty('--hue', hue(id));
  return element;
}

/** Says something briefly, out loud for those who listen; it replaces what was said about the same. */
export function toast(kind, about, ...content) {
  const shown = h('p', { class: `toast ${kind}`, 'data-about': about }, ...content);
  const toasts = find('toasts');
  for (const earlier of [...toasts.children]) if (earlier.dataset.about === about) earlier.remove();
  toasts.append(shown);
  while (toasts.childElementCount > 3) toasts.firstElementChild.remove();
  setTimeout(() => shown.remove(), kind === 'refusal' ? 9_000 : 6_000);
}

/** Makes `parent` hold one element for each entry, in order; elements that stay keep focus and typing. */
export function keep(parent, entries, keyOf, make, update) {
  const keys = new Set(entries.map((entry) => String(keyOf(entry))));
  const present = new Map();
  for (const child of [...parent.children]) {
    if (keys.has(child.dataset.key)) present.set(child.dataset.key, child);
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const entry of entries) {
    const key = String(keyOf(entry));
    const element = present.get(key) ?? make(entry);
    element.dataset.key = key;
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
    update(element, entry);
  }
}

/** Lets something glow for a moment. */
export function glow(element) {
  element.classList.remove('glow');
  // Reading the layout lets the animation start anew.
  void element.offsetWidth;
  element.classList.add('glow');
}

/** "2 minutes ago", at `now`. */
export function ago(then, now) {
  const seconds = Math.max(0, Math.round((now - then) / 1_000));
  if (seconds < 45) return 'just now';
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang);
  if (seconds < 3_600) return format.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3_600), 'hour');
  return format.format(-Math.round(seconds / 86_400), 'day');
}

/** Asks for a text; resolves with it, or with `undefined` where the person thought better of it. */
export function ask(title, label, value, maxLength) {
  const dialog = find('text-dialog');
  const text = find('text');
  find('text-title').textContent = title;
  find('text-label').textContent = label;
  Object.assign(text, { value, maxLength });
  dialog.returnValue = '';
  dialog.showModal();
  text.select();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'save' ? text.value.trim() : undefined);
    }, { once: true });
  });
}
