// The live line to the shop: it comes back by itself, and nothing sent over it is lost or counted twice.

/** A refusal, in the shop's words. */
export class Refused extends Error {
  constructor({ code, kind, message, ...rest }) {
    super(message);
    Object.assign(this, { code, kind, ...rest });
  }
}

const RETRY_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];
/** The shop speaks every 15 seconds; longer silence means that the line is dead. */
const SILENCE_MS = 40_000;
/** Close codes after which there is nothing to come back to. */
const REFUSED = 4000;
const REVOKED = 4001;

export class Connection {
  #socket = null;
  #cursor = null;
  #outbox = new Map();
  #attempts = 0;
  #timer = 0;
  #silence = 0;
  #isWelcome = false;
  #hasEnded = false;
  #lastRefusal = null;
  /** How far the shop's clock is ahead of this one. */
  #ahead = 0;

  /**
   * `on` has `state(name, waiting)`, `welcome(frame)`, `start()` before the first page of a fresh copy,
   * `page(frame)`, `reset(frame)` and `bill(frame)`, or `campaign(frame)`, whichever `hello` asks for, and `ended(code)`.
   */
  constructor(hello, on) {
    Object.assign(this, { hello, on });
    this.#connect();
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => this.#hurry());
  }

  now() {
    return Date.now() + this.#ahead;
  }

  /** Sends a change; resolves with what the shop says, also when the line was lost in between. */
  change(change) {
    return this.#send((id) => ({ type: 'change', id, change }));
  }

  /** Asks for a link by which others join as `role`. */
  link(role) {
    return this.#send((id) => ({ type: 'link', id, role }));
  }

  /** Asks why a member owes what they owe. */
  explain(member) {
    return this.#send((id) => ({ type: 'explain', id, member }));
  }

  #send(frameWith) {
    const id = commandId(this.now());
    const frame = JSON.stringify(frameWith(id));
    return new Promise((resolve, reject) => {
      this.#outbox.set(id, { frame, resolve, reject });
      if (this.#isWelcome) this.#socket.send(frame);
      else this.#tell('waiting');
    });
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#isWelcome = false;
    this.#tell('connecting');
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
    this.#socket = socket;
    socket.onopen = () => {
      const from = this.hello.type === 'hello' && { cursor: this.#cursor };
      socket.send(JSON.stringify({ ...this.hello, ...from }));
    };
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#heard(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
    this.#listen();
  }

  #heard(frame) {
    this.#listen();
    switch (frame.type) {
      case 'welcome': return this.#welcomed(frame);
      case 'page': return this.#paged(frame);
      case 'reset':
        this.#cursor = frame.to;
        return this.on.reset(frame);
      case 'bill': return this.on.bill(frame);
      case 'campaign': return this.on.campaign(frame);
      case 'done': return this.#settled(frame, (waiting) => waiting.resolve(frame));
      case 'refused': {
        const refusal = new Refused(frame);
        this.#lastRefusal = refusal;
        return this.#settled(frame, (waiting) => waiting.reject(refusal));
      }
    }
  }

  #welcomed(frame) {
    this.#attempts = 0;
    this.#isWelcome = true;
    this.#ahead = frame.now_ms - Date.now();
    this.on.welcome(frame);
    // Answers may have been lost with the line. The ids are the same, so what was done already is not done again.
    for (const { frame: waiting } of this.#outbox.values()) this.#socket.send(waiting);
    this.#tell('live');
  }

  #paged(frame) {
    if (this.#cursor === null) this.on.start();
    else if (frame.from !== this.#cursor) return this.restart();
    this.#cursor = frame.to;
    this.on.page(frame);
  }

  #settled(frame, settle) {
    const waiting = this.#outbox.get(frame.id);
    if (!waiting) return;
    this.#outbox.delete(frame.id);
    settle(waiting);
    this.#tell('live');
  }

  /** Forgets what was seen and asks for everything again. */
  restart() {
    this.#cursor = null;
    this.#drop();
    this.#connect();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#silence);
    socket?.close();
  }

  #lost(code) {
    this.#isWelcome = false;
    clearTimeout(this.#silence);
    if (code === REFUSED || code === REVOKED) {
      this.#hasEnded = true;
      this.#outbox.clear();
      return this.on.ended(code === REVOKED ? 'revoked' : this.#lastRefusal?.code);
    }
    const wait = RETRY_MS[Math.min(this.#attempts, RETRY_MS.length - 1)];
    this.#attempts += 1;
    // Spread, so that a shop that comes back is not met by everybody at once.
    this.#timer = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
    this.#tell('waiting');
  }

  #hurry() {
    if (this.#isWelcome || this.#hasEnded || document.hidden) return;
    if (this.#socket?.readyState === WebSocket.CONNECTING) return;
    this.#drop();
    this.#connect();
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#drop();
      this.#lost(0);
    }, SILENCE_MS);
  }

  #tell(state) {
    this.on.state(this.#isWelcome ? 'live' : state, this.#outbox.size);
  }
}

/** A UUID of version 7 for the time `now`: 48 bits of time, 74 bits of randomness. */
export function commandId(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint16(0, Math.floor(now / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, now % 2 ** 32);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
