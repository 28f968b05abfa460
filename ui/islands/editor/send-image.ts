/**
 * Sends an image by the resumable way of uploads (tus 1.0): announced first, then its bytes; a cut connection goes on where it stopped.
 * Gives the id of the file.
 */
const tries = 4;

export async function sendImage(to: { send: string; school: string | undefined }, file: File): Promise<string> {
  const said = { filename: file.name, ...(to.school ? { school: to.school } : {}) };
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${inBase64(value)}`);
  const announced = await fetch(to.send, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') },
  });
  if (announced.status !== 201) throw new Error(await sentenceOf(announced));
  const place = new URL(announced.headers.get('location') ?? '', announced.url || location.href).href;
  let sent = 0;
  for (let left = tries; sent < file.size; left -= 1) {
    try {
      const answer = await fetch(place, {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-offset': String(sent),
          'content-type': 'application/offset+octet-stream',
        },
        body: file.slice(sent),
      });
      if (answer.status !== 204) throw new Refused(await sentenceOf(answer));
      sent = Number(answer.headers.get('upload-offset') ?? file.size);
    } catch (error) {
      if (error instanceof Refused || left <= 1) throw error;
      await new Promise((done) => setTimeout(done, 1000));
      const asked = await fetch(place, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
      sent = Number(asked.headers.get('upload-offset') ?? sent);
    }
  }
  return decodeURIComponent(new URL(place).pathname.split('/').at(-1) ?? '');
}

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** What the server says of it, and nothing else would help. */
class Refused extends Error {}

/** The server's own sentence, where it gives one. */
async function sentenceOf(answer: Response): Promise<string> {
  const text = await answer.text();
  return /^[^<{]{5,200}$/.test(text) ? text : '';
}
