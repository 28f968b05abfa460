import { OBJECT_LIMIT, type ReaderEvents } from './feed-object.ts';
import { PlainObjects } from './plain-objects.ts';
import { StrictReader } from './strict-reader.ts';

const REQUEST_END = /<\/\w+Request>/g;

/**
 * Reads one file of the feed, piece by piece. Objects written the plain way are read by `PlainObjects`, several times as fast;
 * whatever else stands in the file, and whatever is wrong with it, is for `StrictReader` to judge. The events are those that
 * `StrictReader` alone would give. Throws a `Refusal` with its line; call `end` to learn of a truncated file.
 */
export class FeedReader {
  readonly #strict: StrictReader;
  readonly #plain: PlainObjects;
  /** An object that has begun and may be plain: the next piece brings its end. */
  #rest = '';

  constructor(file: string, events: ReaderEvents) {
    this.#strict = new StrictReader(file, events);
    this.#plain = new PlainObjects((object) => events.object(object));
  }

  write(chunk: string): void {
    const text = this.#rest + chunk;
    this.#rest = '';
    let at = 0;
    while (at < text.length) {
      if (this.#strict.isBetweenRequests) {
        const line = this.#strict.line;
        const plain = this.#plain.read(text, at, line);
        this.#strict.skipLines(plain.line - line);
        at = plain.at;
        if (plain.isCut && text.length - at < OBJECT_LIMIT) {
          this.#rest = text.slice(at);
          return;
        }
      }
      REQUEST_END.lastIndex = at;
      const end = REQUEST_END.test(text) ? REQUEST_END.lastIndex : text.length;
      this.#strict.write(text.slice(at, end));
      at = end;
    }
  }

  /** The file is over: anything still open is a truncation. */
  end(): void {
    this.#strict.write(this.#rest);
    this.#strict.end();
  }
}
