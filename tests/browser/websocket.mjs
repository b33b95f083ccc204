// A WebSocket client that can also misbehave: it sends any bytes, and says how the other side ended the connection.

import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';

const TEXT = 1;
const CLOSE = 8;

export class WebSocketLine {
  #socket;
  #unread = Buffer.alloc(0);
  #heard = [];
  #news = new EventEmitter();
  #code = null;

  /** Resolves with the close code of the other side, or `null` where it just hung up. */
  closed;

  static async open(port) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write([
      'GET /ws HTTP/1.1', 'host: localhost', 'connection: Upgrade', 'upgrade: websocket',
      'sec-websocket-version: 13', `sec-websocket-key: ${randomBytes(16).toString('base64')}`, '', '',
    ].join('\r\n'));
    return new Promise((resolve, reject) => {
      let answer = Buffer.alloc(0);
      const read = (data) => {
        answer = Buffer.concat([answer, data]);
        const end = answer.indexOf('\r\n\r\n');
        if (end < 0) return;
        socket.off('data', read);
        if (!answer.toString().startsWith('HTTP/1.1 101')) return reject(new Error(answer.toString()));
        resolve(new WebSocketLine(socket, answer.subarray(end + 4)));
      };
      socket.on('data', read);
    });
  }

  constructor(socket, first) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        resolve(this.#code);
        this.#news.emit('news');
      });
    });
    socket.on('error', () => {});
    socket.on('data', (data) => this.#read(data));
    this.#read(first);
  }

  /** Sends text, or a value as JSON. */
  say(value) {
    this.frame(TEXT, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
  }

  /** Sends one whole frame, masked as the standard wants it. */
  frame(kind, payload) {
    const head = payload.length < 126
      ? Buffer.from([0x80 | kind, 0x80 | payload.length])
      : Buffer.from([0x80 | kind, 0xff, ...Buffer.alloc(8)]);
    if (payload.length >= 126) head.writeBigUInt64BE(BigInt(payload.length), 2);
    const mask = randomBytes(4);
    this.raw(Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4])]));
  }

  raw(bytes) {
    this.#socket.write(bytes);
  }

  /** The next frame whose type is one of `types`; others are passed over. */
  async hear(...types) {
    for (;;) {
      while (this.#heard.length > 0) {
        const frame = this.#heard.shift();
        if (types.includes(frame.type)) return frame;
      }
      if (this.#socket.closed) throw new Error(`closed with ${this.#code} before ${types}`);
      await once(this.#news, 'news', { signal: AbortSignal.timeout(10_000) });
    }
  }

  close() {
    this.#socket.destroy();
  }

  #read(data) {
    this.#unread = Buffer.concat([this.#unread, data]);
    for (;;) {
      const [first, second] = this.#unread;
      if (this.#unread.length < 2) return;
      const [length, start] = second < 126 ? [second, 2]
        : second === 126 && this.#unread.length >= 4 ? [this.#unread.readUInt16BE(2), 4]
        : second === 127 && this.#unread.length >= 10 ? [Number(this.#unread.readBigUInt64BE(2)), 10]
        : [Infinity, 0];
      if (this.#unread.length < start + length) return;
      const payload = this.#unread.subarray(start, start + length);
      this.#unread = this.#unread.subarray(start + length);
      if ((first & 0x0f) === TEXT) this.#heard.push(JSON.parse(payload.toString()));
      if ((first & 0x0f) === CLOSE) {
        this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : null;
        this.#socket.end();
      }
      this.#news.emit('news');
    }
  }
}
