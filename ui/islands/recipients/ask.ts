/** What the field asks of the server as it is used. */
import type { Foretold, Recipient, RecipientsFound, RecipientsPicking } from './recipients.tsx';

/** Milliseconds without a key before asking, and the fewest letters worth asking for. */
const pause = 150;
export const FEWEST = 2;

/** One question at a time: a newer one takes the place of the one under way. */
function oneAtATime<Answer>(): (address: string, wait: number) => Promise<Answer | undefined> {
  let stop = new AbortController();
  return async (address, wait) => {
    stop.abort();
    const mine = new AbortController();
    stop = mine;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (mine.signal.aborted) return undefined;
    try {
      const response = await fetch(address, { signal: mine.signal, headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(String(response.status));
      return (await response.json()) as Answer;
    } catch (error) {
      if (mine.signal.aborted) return undefined;
      throw error;
    }
  };
}

/** Recipients by their names; undefined when other words were asked for since. @throws when the server does not answer */
export function finder(source: string): (words: string) => Promise<readonly Recipient[] | undefined> {
  const ask = oneAtATime<RecipientsFound>();
  return async (words) =>
    (await ask(`${source}?${new URLSearchParams({ q: words })}`, words === '' ? 0 : pause))?.recipients;
}

/** Says in the form what would become of it now, and tells whom it cannot reach. */
export function foreteller(
  form: HTMLFormElement,
  { source, with: fields, most, button }: NonNullable<RecipientsPicking['foretells']>,
): () => Promise<Foretold['refused'] | undefined> {
  const ask = oneAtATime<Foretold>();
  return async () => {
    const given = [...new FormData(form)].filter(
      (field): field is [string, string] => fields.includes(field[0]) && typeof field[1] === 'string',
    );
    if (given.length > most) return undefined;
    const told = await ask(`${source}?${new URLSearchParams(given)}`, pause).catch(() => undefined);
    if (!told) return undefined;
    const place = form.querySelector('[data-foretold]');
    place?.replaceChildren(
      ...told.notes.map((note) => Object.assign(document.createElement('p'), { textContent: note })),
    );
    const sends = form.querySelector(`button[value="${CSS.escape(button)}"]`);
    if (sends) sends.textContent = told.send;
    return told.refused;
  };
}
